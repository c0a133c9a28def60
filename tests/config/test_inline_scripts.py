import pytest

from config.inline_scripts import with_nonce

#: As Wagtail 8 writes them
WIDGETS = [
    '<script>initDateChooser("id_day", {"dayOfWeekStart": 0, "format": "Y-m-d"});</script>',
    '<script>initDateTimeChooser("id_go_live_at", {"parentID": "#dialog"});</script>',
    '<script>initTimeChooser("id_time", {});</script>',
    '<script>new ImageChooser("id_logo", {"modalUrl": "/cms/images/chooser/"});</script>',
    '<script>new PageChooser("id_page", {"modelNames": ["wagtailcore.page"]});</script>',
    '<script>new ImageChooser("id_items-__prefix__-image", {});<-/script>',
    '<script>\n(function() {\n  var panel = new InlinePanel(JSON.parse("{}"));\n})();\n</script>',
]
SMUGGLED = [
    "<script>alert(1)</script>",
    '<script>eval("alert(1)");</script>',
    '<script>initDateChooser("id_day", alert(1));</script>',
    '<script>initDateChooser("id_day", {}); alert(1);</script>',
    '<script>initDateChooser("id_day", {"a": alert(1)});</script>',
    "<script>initDateChooser(0);</script><script>alert(1)</script>",
    '<script>new ImageChooser("a")(alert(1));</script>',
    '<script>new Function("alert(1)");</script>',
    '<script>(function() { var panel = new InlinePanel(JSON.parse("{}")); alert(1); })();</script>',
    '<script src="/media/images/a.js"></script>',
    '<script>initDateChooser("</script><script>alert(1)</script>',
    "<script>initDateChooser(",
]


@pytest.mark.parametrize("script", WIDGETS)
def test_call_of_a_known_widget_gets_the_nonce(script):
    blessed = with_nonce(f"<p>{script}</p>", "abc")

    assert blessed == f"<p>{script}</p>".replace("<script>", '<script nonce="abc">')


@pytest.mark.parametrize("script", SMUGGLED)
def test_anything_else_stays_without(script):
    blessed = with_nonce(script, "abc")

    assert blessed.count("nonce") == (1 if script.startswith("<script>initDateChooser(0)") else 0)
    assert '<script nonce="abc">alert' not in blessed


def test_many_scripts_are_read_each_by_itself():
    blessed = with_nonce(WIDGETS[0] + SMUGGLED[0] + WIDGETS[3], "abc")

    assert blessed.count('nonce="abc"') == 2
