"""The folder that goes onto a disc: what each file in it is, by two sums, under one signature; and whether a folder is still what was signed.

    release.py sign FOLDER KEY     write manifest.json over all files of FOLDER, and manifest.sig where KEY is a file (made where it is missing)
    release.py check FOLDER PUBLIC is the folder what the owner of PUBLIC signed? Exit 1 with every difference where it is not
    release.py key KEY             put the public half of KEY (made where it is missing) into resources/: what is frozen afterwards takes its updates
    release.py update FROZEN KEY   dist/NAME-VERSION-PLATFORM.xcupd from a frozen folder, signed: what clerks update from

Run by the environment's Python: `cryptography` signs (Ed25519) and knows SM3. The key stays with whoever delivers; PUBLIC is `KEY.pub`, handed over on paper
or by another way than the disc.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from frozen_folder import commit_time
from ground import NAME, ROOT, files_of, version

sys.path.insert(0, str(ROOT))

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
OLDEST = "0.1.0"
"""The oldest version whose ledgers this one brings up to date (tests/samples/ledgers)."""


def main(arguments: list[str]) -> int:
    """Sign or check one folder, give the program a key, or make an update."""
    verb = arguments[0]
    if verb == "key":
        print(f"written: {give_key(Path(arguments[1]), ROOT / 'resources')} (build the packages now)")
        return 0
    if verb == "update":
        print(f"made: {update(Path(arguments[1]), Path(arguments[2]), ROOT / 'dist')}")
        return 0
    folder, key = Path(arguments[1]), Path(arguments[2])
    if verb == "sign":
        public = sign(folder, key)
        print(f"signed: {folder / MANIFEST} for {public}")
        return 0
    faults = check(folder, bytes.fromhex(key.read_text(encoding="ascii").strip()))
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"whole: {folder} is what was signed")
    return int(bool(faults))


def sign(folder: Path, key_file: Path) -> str:
    """Write manifest and signature; returns the public key, in hexadecimal, that also stands in `KEY.pub`."""
    key = key_of(key_file)
    content = json.dumps(manifest(folder), ensure_ascii=False, indent=1).encode("utf-8")
    (folder / MANIFEST).write_bytes(content)
    (folder / SIGNATURE).write_bytes(key.sign(content))
    public = public_of(key)
    key_file.with_name(f"{key_file.name}.pub").write_text(public + "\n", encoding="ascii")
    return public


def manifest(folder: Path) -> dict[str, object]:
    """What the folder holds and for whom."""
    from db.migrations import STEP_NAMES

    return {
        "name": NAME, "version": version(), "schema": STEP_NAMES[-1], "min_from": OLDEST,
        "files": [{"path": name, "platform": platform_of(name), **facts} for name, facts in sorted(_files(folder).items())],
    }  # fmt: skip


def platform_of(name: str) -> str:
    """Which systems a package is for, by its name; empty for what is no package."""
    found = re.search(r"(windows|linux)-\w+(?=\.)|amd64(?=\.deb$)", name)
    return {"amd64": "linux-x86_64"}.get(found[0], found[0]) if found else ""


def check(folder: Path, public: bytes) -> list[str]:
    """Every way in which a folder differs from what was signed; empty where it is whole."""
    try:
        content, signature = (folder / MANIFEST).read_bytes(), (folder / SIGNATURE).read_bytes()
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except FileNotFoundError as error:
        return [f"{Path(error.filename).name} is missing"]
    except (InvalidSignature, ValueError):
        return [f"{MANIFEST} was not signed with this key, or was changed since"]
    listed = {one["path"]: one for one in json.loads(content)["files"]}
    there = _files(folder)
    faults = [f"{name} is missing" for name in sorted(set(listed) - set(there))]
    faults += [f"{name} is not listed" for name in sorted(set(there) - set(listed))]
    return faults + [
        f"{name} was changed"
        for name in sorted(set(listed) & set(there))
        if any(listed[name][fact] != value for fact, value in there[name].items())
    ]


def _files(folder: Path) -> dict[str, dict[str, object]]:
    """Path → size and both sums, of every file but manifest and signature; a link is told as what it is, not as what it leads to."""
    found: dict[str, dict[str, object]] = {}
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        if name not in (MANIFEST, SIGNATURE):
            data = f"link to {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
            found[name] = {
                "size": len(data),
                **{kind.name: _sum(kind, data) for kind in (hashes.SHA256(), hashes.SM3())},
            }
    return found


def _sum(kind: hashes.HashAlgorithm, data: bytes) -> str:
    made = hashes.Hash(kind)
    made.update(data)
    return made.finalize().hex()


def give_key(key_file: Path, resources: Path) -> Path:
    """Write the public half where the program looks for it; the private half never leaves its file."""
    from desktop.operations.updating.program import KEY_FILE

    target = resources / KEY_FILE
    target.write_text(public_of(key_of(key_file)) + "\n", encoding="ascii", newline="\n")
    return target


def update(frozen: Path, key_file: Path, target: Path) -> Path:
    """The update file of a frozen folder. Stop where the folder would not take an update by the same key, or cannot be told for whom it is."""
    from db.migrations import STEP_NAMES
    from desktop.exchange import update_file
    from desktop.operations.updating.program import KEY_FILE

    key = key_of(key_file)
    carried = next(iter(sorted(frozen.rglob(KEY_FILE))), None)
    if carried is None or carried.read_text(encoding="ascii").strip() != public_of(key):
        raise SystemExit(f"{frozen} was not frozen with this key: run `release key {key_file.name}`, then build again")
    platform = platform_of_frozen(frozen)
    made = target / f"{NAME}-{version()}-{platform}{update_file.SUFFIX}"
    target.mkdir(exist_ok=True)
    about = {"version": version(), "platform": platform, "schema": STEP_NAMES[-1], "min_from": OLDEST}
    update_file.write(made, frozen, about, key.sign, time.gmtime(commit_time())[:6])
    return made


def platform_of_frozen(frozen: Path) -> str:
    """For whom a frozen folder is, by the first bytes of its program."""
    if (frozen / f"{NAME}.exe").is_file():
        return "windows-amd64"
    head = (frozen / NAME).read_bytes()[:20]
    machines = {0x3E: "x86_64", 0xB7: "aarch64"}  # of the ELF header
    machine = machines.get(int.from_bytes(head[18:20], "little")) if head.startswith(b"\x7fELF") else None
    if machine is None:
        raise SystemExit(f"{frozen} holds no program of a known system")
    return f"linux-{machine}"


def public_of(key: Ed25519PrivateKey) -> str:
    """The public half, in hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def key_of(key_file: Path) -> Ed25519PrivateKey:
    """The private key in a file, made where there is none yet."""
    if not key_file.exists():
        key = Ed25519PrivateKey.generate()
        handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(
                key.private_bytes(
                    serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
                )
            )
    return Ed25519PrivateKey.from_private_bytes(key_file.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
