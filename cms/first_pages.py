"""The words a new site starts with, in both languages. The operator writes their own over them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    introduction: str
    body: str = ""


#: Front page: title, headline and lead
HOME = {
    "vi": ("Trang chủ", "Đặc sản có gốc gác, sao có giấy tờ", "Sản phẩm OCOP được Nhà nước công "
           "nhận: hạng sao, chủ thể, quê quán và quyết định đứng sau mỗi ngôi sao."),
    "en": ("Home", "Local specialities with a place, stars with a paper", "OCOP products recognised "
           "by the State: their stars, their producer, their origin and the decision behind."),
}  # fmt: skip

#: Path below the front page → words by language. A parent stands before its children.
PAGES: dict[str, dict[str, Words]] = {
    "gioi-thieu": {
        "vi": Words(
            "Giới thiệu",
            "Chợ phiên của sản phẩm OCOP: ai cũng xem được hạng sao, nguồn gốc và bằng chứng.",
            "<p>OCOP (Mỗi xã một sản phẩm) là chương trình của Nhà nước đánh giá, phân hạng sản "
            "phẩm địa phương từ 3 đến 5 sao. Trang này lấy dữ liệu từ danh sách và quyết định công "
            "nhận của cơ quan có thẩm quyền.</p><h2>Vì sao có sản phẩm không có sao</h2><p>Sao chỉ "
            "hiện khi việc công nhận còn hiệu lực. Hết hạn hoặc bị thu hồi thì sao không hiện nữa, "
            "kể từ đúng ngày đó. Sản phẩm chỉ có tên trong danh sách, chưa rõ quyết định, được ghi "
            "đúng như vậy.</p><h2>Giá và đặt hàng</h2><p>Sản phẩm chưa có giá là sản phẩm trưng "
            "bày: xin hỏi chủ thể. Giá, quy cách và tồn kho do chủ thể cung cấp.</p><h2>Thấy sai "
            "sót</h2><p>Thông tin trong hồ sơ công nhận do cơ quan quản lý chương trình tại địa "
            "phương chịu trách nhiệm. Thấy sai, hãy báo cho đơn vị vận hành trang này.</p>",
        ),
        "en": Words(
            "About us",
            "A market of OCOP products where everybody sees stars, origin and evidence.",
            "<p>OCOP (One Commune One Product) is the State programme that rates local products "
            "with three to five stars. This site takes its data from the lists and decisions of the "
            "authorities.</p><h2>Why some products bear no star</h2><p>A star is shown while the "
            "recognition is in term. Once it has expired or was withdrawn, the star is gone from "
            "that very day. A product that only stands in a list, without a known decision, is "
            "marked as such.</p><h2>Prices and orders</h2><p>A product without a price is on "
            "display: ask its producer. Prices, packs and stock come from the producers.</p>"
            "<h2>Mistakes</h2><p>The provincial office of the programme answers for the facts of a "
            "recognition. If something is wrong, tell the operator of this site.</p>",
        ),
    },
    "huong-dan": {
        "vi": Words(
            "Hướng dẫn",
            "Tìm sản phẩm, đọc giấy chứng nhận, liên hệ chủ thể.",
            "<h2>Tìm sản phẩm</h2><p>Gõ có dấu hay không dấu đều được: “che shan tuyet” tìm ra chè "
            "shan tuyết. Tên tỉnh, huyện cũ vẫn dùng được.</p><h2>Lọc</h2><p>Lọc theo hạng sao, cấp "
            "công nhận, tỉnh, tỉnh cũ, nhóm sản phẩm và giá. Mỗi bộ lọc đang chọn là một thẻ: bấm "
            "dấu × để bỏ.</p><h2>Đọc giấy chứng nhận</h2><p>Trang sản phẩm ghi hạng sao, số và ngày "
            "quyết định hoặc ngày của danh sách, hạn hiệu lực, nơi sản xuất theo tên lúc công nhận "
            "và theo tên ngày nay.</p><h2>Liên hệ chủ thể</h2><p>Bấm “Hỏi chủ thể” để gọi. Không có "
            "số điện thoại nghĩa là hồ sơ chưa có số.</p>",
        ),
        "en": Words(
            "Guide",
            "Find a product, read its recognition, reach its producer.",
            "<h2>Find</h2><p>Type with or without accents: “che shan tuyet” finds chè shan tuyết. "
            "Former names of provinces and districts work too.</p><h2>Filter</h2><p>By stars, level, "
            "province, former province, group and price. Each chosen filter is a chip: press × to "
            "remove it.</p><h2>Read the recognition</h2><p>The product page gives the stars, number "
            "and day of the decision or the day of the list, the end of the term, and the place by "
            "the names of that time and of today.</p><h2>Reach the producer</h2><p>Press “Ask the "
            "producer” to call. Where there is no number, the register holds none.</p>",
        ),
    },
    "chinh-sach": {
        "vi": Words("Chính sách", "Đổi trả, vận chuyển và dữ liệu cá nhân."),
        "en": Words("Policies", "Returns, delivery and personal data."),
    },
    "chinh-sach/doi-tra": {
        "vi": Words(
            "Đổi trả",
            "Bản mẫu: đơn vị vận hành thay bằng chính sách của mình trước khi nhận đơn.",
            "<p>Trang này hiện giới thiệu sản phẩm và cách liên hệ chủ thể, chưa nhận đơn hàng. Mua "
            "trực tiếp của chủ thể thì việc đổi trả theo thoả thuận với chủ thể.</p>",
        ),
        "en": Words(
            "Returns",
            "A draft: the operator replaces it before taking orders.",
            "<p>This site presents products and how to reach their producers; it takes no orders "
            "yet. Whoever buys from a producer agrees on returns with that producer.</p>",
        ),
    },
    "chinh-sach/van-chuyen": {
        "vi": Words(
            "Vận chuyển",
            "Bản mẫu: đơn vị vận hành thay bằng chính sách của mình trước khi nhận đơn.",
            "<p>Trang này chưa nhận đơn hàng. Hỏi chủ thể về cách giao, phí và thời gian. Hàng tươi "
            "sống, cây và con giống thường chỉ giao gần nơi sản xuất.</p>",
        ),
        "en": Words(
            "Delivery",
            "A draft: the operator replaces it before taking orders.",
            "<p>This site takes no orders yet. Ask the producer about delivery, its price and time. "
            "Fresh food, plants and animals are usually delivered only near where they grow.</p>",
        ),
    },
    "chinh-sach/bao-mat-du-lieu": {
        "vi": Words(
            "Dữ liệu cá nhân",
            "Trang này giữ gì về bạn, để làm gì, và làm sao xoá.",
            "<p>Xem trang không cần tài khoản. Trang không dùng công cụ theo dõi và không gửi yêu "
            "cầu nào tới máy chủ của bên khác.</p><h2>Khi có tài khoản</h2><p>Trang giữ tên, số điện "
            "thoại hoặc thư điện tử, mật khẩu đã mã hoá và những gì bạn đã đồng ý. Trong mục “Dữ "
            "liệu của tôi” của tài khoản, bạn tải về hoặc xoá được các dữ liệu này.</p><h2>Cookie</h2>"
            "<p>Chỉ có cookie để giữ đăng nhập và bảo vệ biểu mẫu.</p>",
        ),
        "en": Words(
            "Personal data",
            "What this site keeps of you, what for, and how to have it erased.",
            "<p>Reading needs no account. The site runs no tracker and asks nothing of any other "
            "host.</p><h2>With an account</h2><p>The site keeps your name, telephone number or e-mail "
            "address, the password in hashed form and what you agreed to. Under “My data” in your "
            "account you download or erase them.</p><h2>Cookies</h2><p>Only those that keep you "
            "signed in and protect forms.</p>",
        ),
    },
}
