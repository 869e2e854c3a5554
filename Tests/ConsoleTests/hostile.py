"""Fifty strings that would like to be more than text."""

_PAYLOADS = [
    "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "<svg onload=window.hit=1>", "\"><script>window.hit=1</script>",
    "'><img src=x onerror='window.hit=1'>", "javascript:window.hit=1", "JaVaScRiPt:window.hit=1", "data:text/html,<script>window.hit=1</script>",
    "<iframe src=javascript:window.hit=1>", "<body onload=window.hit=1>", "<a href=javascript:window.hit=1>x</a>", "<math><mtext><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>", "</style><script>window.hit=1</script>", "</textarea><img src=x onerror=window.hit=1>", "<!--<img src=\"--><img src=x onerror=window.hit=1>\">",
    "<details open ontoggle=window.hit=1>", "<input autofocus onfocus=window.hit=1>", "<video><source onerror=window.hit=1>", "<object data=javascript:window.hit=1>",
    "<embed src=//evil.example/x.swf>", "<link rel=stylesheet href=//evil.example/x.css>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>x</button></form>", "//evil.example/x.png", "https://evil.example/x.png", "http://evil.example/\" onmouseover=\"window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}", "${window.hit=1}", "`${window.hit=1}`", "<%= window.hit=1 %>", "#{window.hit=1}", "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "&lt;script&gt;window.hit=1&lt;/script&gt;", "%3Cscript%3Ewindow.hit=1%3C/script%3E", "\u202egnp.exe\u202c", "a\u0000b", "\u200b\u200b\u200b", "\ufeffBOM",
    "x" * 4000, "W" * 300, "🎬" * 200, "á̷̢" * 60, "مرحبا <b>b</b>", "../../etc/passwd", "=HYPERLINK(\"http://evil.example\")", "__proto__", "constructor", "url(//evil.example/x)",
]
STRINGS = _PAYLOADS[:50]
assert len(STRINGS) == 50

# What a rendered page may not hold, wherever the strings went.
FAULTS = """() => {
  const faults = [];
  if (window.hit) faults.push('a string was run');
  for (const each of document.querySelectorAll('*')) {
    for (const { name, value } of each.attributes) {
      if (/^on/i.test(name)) faults.push(`handler ${name} on ${each.localName}`);
      if (/^\\s*(javascript|data:text|vbscript):/i.test(value) && ['href', 'src', 'action', 'data', 'xlink:href'].includes(name)) faults.push(`${name}=${value.slice(0, 60)}`);
      if (['href', 'src', 'srcset', 'action', 'data', 'poster'].includes(name) && value && !value.startsWith('data:image/') && new URL(value, location.href).origin !== location.origin) faults.push(`remote ${name}=${value.slice(0, 60)}`);
    }
    if (each.localName === 'script' && !(each.src && new URL(each.src).origin === location.origin)) faults.push('an own script');
    if (['iframe', 'object', 'embed', 'base'].includes(each.localName)) faults.push(each.localName);
  }
  return faults;
}"""


class Poison:
    """Answers of the API with a hostile string wherever a text for people stands."""

    shown = {"title", "text", "value", "name", "kind", "user", "sentence", "counterfactual", "image", "summary", "basis", "step", "reason", "action", "target", "principal", "description"}

    def __init__(self):
        self.turn = 0

    def next(self):
        self.turn += 1
        return STRINGS[self.turn % len(STRINGS)]

    def spoil(self, value, key=""):
        if isinstance(value, dict):
            spoiled = {name: self.spoil(each, name) for name, each in value.items()}
            if "title" in value and "id" in value:
                spoiled["image"] = self.next()
            return spoiled
        if isinstance(value, list):
            return [self.spoil(each, key if key in ("genre", "cast", "genres", "shared", "scopes") else "") if not isinstance(each, str) else (self.next() if key in ("genre", "cast", "genres", "shared", "lines") else each) for each in value]
        return self.next() if isinstance(value, str) and key in self.shown else value
