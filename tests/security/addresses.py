"""Addresses that lead inside, or nowhere, in every spelling: none may be called."""

LITERALS = [
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1",
    "0177.0.0.1", "0x7f.1", "127.0x1", "00127.0.0.1", "127.0.0.01", "127.000.000.001", "0x7F000001", "0X7f000001", "4294967295",
    "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.257", "169.254.169.254", "169.254.169.253",
    "169.254.170.2", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.16689662", "0xa9.0xfe.0xa9.0xfe", "100.64.0.1",
    "100.127.255.255", "100.100.100.200", "192.0.0.1", "192.0.0.8", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "8.8.8.8",
    "1.1.1.1", "127.0.0.1.", "169.254.169.254.", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:169.254.169.254]",
    "[::ffff:7f00:1]", "[::ffff:0:a9fe:a9fe]", "[::127.0.0.1]", "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[2002:7f00:1::]", "[2001:0:0:0:0:0:5601:5601]", "[2001:db8::1]", "[fc00::1]",
    "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[fec0::1]", "[ff02::1]", "[100::1]", "[5f00::1]",
    "[3fff::1]", "[2606:4700:4700::1111]", "[0:0:0:0:0:0:0:1]", "[::ffff:8.8.8.8]", "[v1.fe80::1]", "[::1", "::1]", "[127.0.0.1]",
    "[]", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "１２７.０.０.１", "169。254。169。254",
    "ⓛocalhost", "①.①", "𝟏𝟐𝟕.𝟎.𝟎.𝟏", "127.0.0.1%00.example.com",
]  # fmt: skip
"""Hosts that are numbers. Public ones too: an address names a server, and a number shows no certificate."""

NAMES = [
    "localhost", "LOCALHOST", "localhost.", "ip6-localhost", "metadata", "instance-data", "kubernetes", "host.docker.internal.",
    "-a.example.com", "a-.example.com", "example..com", ".example.com", "example.com..", "a_b.1", "xn--.123", "example.0x7f",
    "exa%6dple.com", "exаmple.com", "ex\u200bample.com", "bücher.example",
]  # fmt: skip
"""Hosts that no public name looks like."""

WHOLE = [
    "", " ", "/", "//example.com/", "example.com", "http://example.com/", "HTTP://example.com/", "ftp://example.com/", "file:///etc/passwd",
    "file://example.com/etc/passwd", "gopher://example.com:443/_x", "data:text/plain,x", "dict://example.com:443/", "ldap://example.com",
    "jar:https://example.com!/", "javascript:alert(1)", "ws://example.com/", "wss://example.com/", "unix:///var/run/docker.sock",
    "https:example.com", "https:/example.com", "https:///example.com", "https://", "https://?", "https://#", "https:\\\\example.com",
    "https://example.com:22/", "https://example.com:80/", "https://example.com:0/", "https://example.com:65536/", "https://example.com:-1/",
    "https://example.com:443443/", "https://example.com:4４3/", "https://example.com:/", "https://example.com:x/", "https://example.com:6379/",
    "https://user@example.com/", "https://user:secret@example.com/", "https://@example.com/", "https://example.com@127.0.0.1/",
    "https://example.com:443@127.0.0.1/", "https://127.0.0.1\\@example.com/", "https://example.com\\@127.0.0.1/", "https://a@b@example.com/",
    "https://example.com\r\nHost: inside/", "https://example.com/\r\nX: y", "https://example.com/\nX: y", "https://exam\tple.com/",
    "https://example.com/ HTTP/1.1\r\nHost: x", "https://example.com/a b", "\thttps://example.com/", " https://example.com/",
    "https://example.com/\0", "https://example.com\0.evil/", "https://example.com/é", "https://exa mple.com/", "https://example.com/\x7f",
    "https://" + "a" * 64 + ".com/", "https://" + "a." * 130 + "com/", "https://example.com/" + "x" * 3_000, "https://[::1", "https://::1]/",
]  # fmt: skip
"""Whole addresses: other schemes, ports, user names, and characters that end one thing and begin another."""

LEADING_INSIDE = {
    "loopback.example": ["127.0.0.1"], "loopback-2.example": ["127.255.0.1"], "this-net.example": ["0.1.2.3"], "ten.example": ["10.9.8.7"],
    "office.example": ["192.168.1.1"], "vpc.example": ["172.20.0.5"], "metadata.google.internal": ["169.254.169.254"],
    "ecs.example": ["169.254.170.2"], "carrier.example": ["100.64.1.1"], "alibaba.example": ["100.100.100.200"],
    "protocols.example": ["192.0.0.192"], "documents.example": ["192.0.2.7"], "documents-2.example": ["198.51.100.7"],
    "documents-3.example": ["203.0.113.7"], "bench.example": ["198.18.4.4"], "relay.example": ["192.88.99.9"],
    "multi.example": ["224.0.0.251"],
    "later.example": ["240.1.1.1"], "everybody.example": ["255.255.255.255"], "mixed.example": ["93.184.216.34", "10.0.0.5"],
    "mixed-2.example": ["10.0.0.5", "93.184.216.34"], "mixed-3.example": ["93.184.216.34", "::1"], "six.example": ["::1"],
    "six-public.example": ["2606:4700:4700::1111"], "mapped.example": ["::ffff:93.184.216.34"],
    "mapped-inside.example": ["::ffff:10.0.0.1"],
    "nat64.example": ["64:ff9b::a9fe:a9fe"], "6to4.example": ["2002:a9fe:a9fe::"], "teredo.example": ["2001:0:0:0:0:0:5601:5601"],
    "zone.example": ["fe80::1%eth0"], "unique-local.example": ["fd00:ec2::254"], "nobody.example": [], "odd.example": ["not an address"],
    "empty.example": [""], "octal.example": ["010.8.8.8"], "127.0.0.1.nip.example": ["127.0.0.1"], "xn--bcher-kva.example": ["10.0.0.1"],
}  # fmt: skip
"""Names of good shape, and what they resolve to."""


def urls() -> list[str]:
    """All of them, each host in an address of its own."""
    hosts = [*LITERALS, *NAMES, *LEADING_INSIDE]
    return [*(f"https://{host}/hook" for host in hosts), *(f"https://{host}:8443/" for host in LITERALS[:20]), *WHOLE]
