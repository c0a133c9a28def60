"""Stories and news."""

from typing import Any, ClassVar, Self

from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.blocks import WordsBlock
from cms.blocks.gathering import gathered
from cms.models.base import PROVINCES_OF_TODAY, Pictured, WordsPage, common_context
from cms.models.regions import RegionPage
from cms.sight import sight_of
from shop.catalogue.cards import Picture
from shop.scope.selectors import Scope, scope_of
from themes.structured import Thing, filled, operator

PAGE_SIZE = 12


class ArticleQuerySet(PageQuerySet):
    def inside(self, scope: Scope) -> Self:
        """Of the whole country, or of a province that the site shows."""
        if scope.is_everything:
            return self
        return self.filter(Q(province=None) | Q(province__in=scope.province_ids))

    def newest(self) -> Self:
        """With what their cards show, the last published first."""
        return (
            self.select_related("province", "picture")
            .prefetch_related("picture__renditions")
            .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
        )


class Article(Pictured, WordsPage):
    """Words of a day, of one province or of none."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)
    province = models.ForeignKey(
        "ocop.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("province"),
        limit_choices_to=PROVINCES_OF_TODAY,
        help_text=_("Shown on the page of this province, and on no site of another."),
    )
    body = StreamField(WordsBlock(), blank=True, verbose_name=_("text"))

    objects = PageManager.from_queryset(ArticleQuerySet)()

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        *Pictured.picture_panels,
        FieldPanel("province"),
        FieldPanel("body"),
    ]
    subpage_types: ClassVar[list[str]] = []
    #: What machines are told it is (schema.org)
    structured_type: ClassVar = "Article"

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.province_id and not scope_of(request).holds(self.province_id):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        if request and self.province_id and not scope_of(request).holds(self.province_id):
            return []
        return super().get_sitemap_urls(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        common = common_context(self, request)
        picture = self.share_picture
        return (
            context
            | common
            | {
                "gathered": gathered([self.body], sight_of(request, self.line()[0])),
                "region_url": self._region_url(request),
                "share_type": "article",
                "share_picture": picture,
                "structured": [self._about(request, picture), *common["structured"]],
            }
        )

    def _about(self, request: HttpRequest, picture: Picture | None) -> Thing:
        published, changed = self.first_published_at, self.last_published_at
        return filled(
            type=self.structured_type,
            headline=self.title,
            description=self.search_description or self.introduction,
            url=request.build_absolute_uri(),
            inLanguage=self.locale.language_code,
            image=picture and request.build_absolute_uri(picture.url),
            datePublished=published and localtime(published).isoformat(),
            dateModified=changed and localtime(changed).isoformat(),
            publisher=operator(request),
        )

    def _region_url(self, request: HttpRequest) -> str:
        """Address of the page of its province; empty without one."""
        site = self.path[: 2 * self.steplen]
        pages = RegionPage.objects.live().filter(place=self.province_id, path__startswith=site)
        page = pages.first() if self.province_id else None
        return (page.get_url(request) or "") if page else ""


class StoryPage(Article):
    """How something is made, and by whom."""

    parent_page_types: ClassVar = ["cms.StoryIndexPage"]
    template = "cms/article.html"

    class Meta:
        verbose_name = _("story")


class NewsPage(Article):
    """What happened, what is coming."""

    parent_page_types: ClassVar = ["cms.NewsIndexPage"]
    template = "cms/article.html"
    structured_type = "NewsArticle"

    class Meta:
        verbose_name = _("news item")


class ArticleIndex(WordsPage):
    """A list of articles, the newest first."""

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    max_count_per_parent = 1
    #: What is listed; said by the concrete page
    article_model: ClassVar[type[Article]]

    class Meta:
        abstract = True

    def children_called(self, slug: str) -> Any:
        return self.article_model.objects.child_of(self).filter(slug=slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = self.article_model.objects.child_of(self).live().inside(scope_of(request))
        shown = Paginator(articles.newest(), PAGE_SIZE).get_page(request.GET.get("trang"))
        return context | common_context(self, request) | {"articles": shown}


class StoryIndexPage(ArticleIndex):
    own_segment = "cau-chuyen"
    subpage_types: ClassVar = ["cms.StoryPage"]
    article_model = StoryPage
    template = "cms/article_index.html"

    class Meta:
        verbose_name = _("all stories")


class NewsIndexPage(ArticleIndex):
    own_segment = "tin-tuc"
    subpage_types: ClassVar = ["cms.NewsPage"]
    article_model = NewsPage
    template = "cms/article_index.html"

    class Meta:
        verbose_name = _("all news")
