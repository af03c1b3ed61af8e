"""Mail servers for the tests: Postfix from Debian, and one that does as it is told."""

from __future__ import annotations

import asyncio
import datetime
import email
import email.policy
import ipaddress
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

EXAMPLE = Path(__file__).parent.parent / "briefs" / "marrakech-2022" / "facts.yaml"
USER, PASSWORD = "desk@localhost", "a secret of the test"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Certificate:
    cert: Path
    key: Path


def certificate(folder: Path, name: str) -> Certificate:
    """A certificate of its own for `name`."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert, secret = folder / f"{name}.pem", folder / f"{name}.key"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    secret.chmod(0o600)
    return Certificate(cert, secret)


@pytest.fixture(scope="session")
def localhost(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("certificates"), "localhost")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the example's sheet and a file of three recipients."""
    shutil.copy(EXAMPLE, tmp_path / "facts.yaml")
    (tmp_path / "people.csv").write_text(
        "name,email,audience,language\n"
        "Awa Diop,awa@example.org,press,fr\n"
        "Ada Verhoeven,ada@example.org,executive,en\n"
        "Sami Haddad,sami@example.org,public,ar\n",
        "utf-8",
    )
    return tmp_path


def run_mail(
    folder: Path, *arguments: object, password: str | None = PASSWORD
) -> subprocess.CompletedProcess[str]:
    """`eventbrief mail facts.yaml --recipients people.csv ARGUMENTS` in `folder`."""
    return subprocess.run(
        command_line(*arguments),
        cwd=folder,
        env=environment(password),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


def command_line(*arguments: object) -> list[str]:
    fixed = ["facts.yaml", "--recipients", "people.csv"]
    return [sys.executable, "-m", "eventbrief", "mail", *fixed, *map(str, arguments)]


def environment(password: str | None = PASSWORD) -> dict[str, str]:
    made = {**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1666656000"}
    made.pop("EVENTBRIEF_SMTP_PASSWORD", None)
    return made if password is None else {**made, "EVENTBRIEF_SMTP_PASSWORD": password}


# -- a server that does as it is told --------------------------------------------------------------

Script = Callable[[str, int], str]


@dataclass
class Scripted:
    """A mail server with TLS whose answers a test decides.

    `rcpt` and `data` are given an address and how often it was tried, and answer as SMTP does;
    `data` may also answer `stall`, `drop`, or `drop after` (the message was taken).
    """

    port: int
    rcpt: Script = lambda _address, _times: "250 OK"
    data: Script = lambda _address, _times: "250 OK"
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    tried: dict[tuple[str, str], int] = field(default_factory=dict)
    logins: list[bool] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def count(self, what: str, address: str) -> int:
        self.tried[what, address] = self.tried.get((what, address), 0) + 1
        return self.tried[what, address]

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.taken]

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, _: Any
    ) -> str:
        answer = self.rcpt(address, self.count("rcpt", address))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        answer = self.data(address, self.count("data", address))
        if answer == "stall":
            await asyncio.sleep(30)
        if answer == "drop":
            server.transport.abort()
            return "451 gone"
        if answer == "drop after" or answer.startswith("250"):
            self.raw.append(envelope.content)
            made = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.taken += [(to, made) for to in envelope.rcpt_tos]
        if answer == "drop after":
            server.transport.abort()
            return "451 gone"
        return answer


@pytest.fixture
def scripted(localhost: Certificate) -> Iterator[Callable[..., Scripted]]:
    running: list[Controller] = []

    def start(
        *, utf8: bool = False, tls: bool = True, secured: Certificate = localhost, **script: Script
    ) -> Scripted:
        made = Scripted(free_port(), **script)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(secured.cert, secured.key)

        def authenticate(_s: Any, _se: Any, _e: Any, _m: Any, data: Any) -> AuthResult:
            good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
            made.logins.append(good)
            return AuthResult(success=good, handled=False)

        controller = Controller(
            made,
            hostname="127.0.0.1",
            port=made.port,
            tls_context=context if tls else None,
            require_starttls=tls,
            authenticator=authenticate,
            auth_required=tls,
            auth_require_tls=tls,
            data_size_limit=50_000_000,
            enable_SMTPUTF8=utf8,
        )
        controller.start()
        running.append(controller)
        return made

    yield start
    for controller in running:
        controller.stop(no_assert=True)


def options(port: int, ca: Path, *more: object) -> list[object]:
    fixed: list[object] = ["--send", "--yes", "--host", "localhost", "--port", port]
    return [*fixed, "--user", USER, "--ca-file", ca, "--pause", "0.05", *more]


# -- Postfix ---------------------------------------------------------------------------------------

_MAIN = """\
compatibility_level = 3.6
queue_directory = {0}/queue
data_directory = {0}/data
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
myhostname = localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = {0}/log
maillog_file_prefixes = {0}
virtual_mailbox_domains = static:ok
virtual_mailbox_maps = static:all/
virtual_mailbox_base = {0}/mail
virtual_mailbox_limit = 0
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_tls_cert_file = {1}
smtpd_tls_key_file = {2}
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
message_size_limit = 50000000
mailbox_size_limit = 0
"""
_MASTER = """\
{0} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
_SASL = """\
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
sasldb_path: {0}/users
"""


@dataclass(frozen=True)
class Postfix:
    """Postfix on the loopback, with STARTTLS and a user, delivering into one maildir."""

    port: int
    folder: Path
    ca: Path

    def arrived(self, expected: int, seconds: float = 30) -> list[EmailMessage]:
        """What was delivered, once there are so many, or the time is over."""
        box = self.folder / "mail" / "all" / "new"
        end = time.monotonic() + seconds
        while time.monotonic() < end and len(list(box.glob("*"))) < expected:
            time.sleep(0.1)
        time.sleep(0.3)  # one too many would come now
        return [
            email.message_from_bytes(p.read_bytes(), policy=email.policy.default)
            for p in sorted(box.glob("*"))
        ]

    def empty(self) -> None:
        shutil.rmtree(self.folder / "mail" / "all", ignore_errors=True)


@pytest.fixture(scope="session")
def _postfix(localhost: Certificate) -> Iterator[Postfix]:
    if shutil.which("postfix") is None or shutil.which("saslpasswd2") is None:
        pytest.skip("Postfix is not installed")
    if os.geteuid() != 0:
        pytest.skip("Postfix is started by root")
    folder = Path("/tmp") / f"eventbrief-postfix-{os.getpid()}"
    folder.mkdir()
    folder.chmod(0o755)
    for name in ("conf/sasl", "queue", "data", "mail"):
        (folder / name).mkdir(parents=True)
    secrets = [shutil.copy(p, folder / "conf") for p in (localhost.cert, localhost.key)]
    port = free_port()
    (folder / "conf" / "main.cf").write_text(_MAIN.format(folder, *secrets))
    (folder / "conf" / "master.cf").write_text(_MASTER.format(port))
    (folder / "conf" / "sasl" / "smtpd.conf").write_text(_SASL.format(folder))
    user, _, realm = USER.partition("@")
    subprocess.run(
        ["saslpasswd2", "-p", "-c", "-f", folder / "users", "-u", realm, user],
        input=PASSWORD, text=True, check=True,
    )  # fmt: skip
    shutil.chown(folder / "users", "postfix")
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", "nobody")
    control = ["postfix", "-c", folder / "conf"]
    subprocess.run([*control, "start"], check=True, capture_output=True)
    try:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Postfix(port, folder, localhost.cert)
    finally:
        subprocess.run([*control, "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postfix(_postfix: Postfix) -> Postfix:
    _postfix.empty()
    return _postfix
