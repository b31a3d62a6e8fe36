"""Every command on good and bad input. The extraction is a stand-in: what it finds is not the point here."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import dragoman
from dragoman import intake
from dragoman.cli import KINDS, main
from dragoman.export import EXPORTERS
from dragoman.read.language import identify_language
from dragoman.store import open_record
from tests.factory import make_actor, make_extraction, make_place, make_statement

ROOT = Path(__file__).parent.parent
REPORT = "Envoy sees progress\n\nThe rebel envoy said on Tuesday that his men would leave Port Amity by Friday."
FRENCH = "Les délégués ont quitté la salle mardi sans avoir trouvé d'accord, selon le porte-parole du gouvernement."
RTL = "غادر المندوبون القاعة يوم الثلاثاء دون التوصل إلى اتفاق."


def find_some(document):
    """The stand-in: a statement, an actor and a place where the text has the words of REPORT."""
    language = identify_language(document.text)
    if len(document.text) > 300_000:
        return make_extraction(document, unread=f"longer than 300,000 characters ({len(document.text):,})")
    if language != "en":
        return make_extraction(document, language=language, unread=f"language: {language}")
    if "a fault" in document.text:
        raise IndexError("list index out of range")
    if "rebel envoy said" not in document.text:
        return make_extraction(document)
    words = "The rebel envoy said on Tuesday that his men would leave Port Amity by Friday"
    return make_extraction(
        document,
        make_statement(document, words, speaker="rebel envoy", gist="his men would leave Port Amity by Friday"),
        make_actor(document),
        make_place(document),
    )


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder to work in, and the stand-in for the extraction."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    monkeypatch.delenv("DRAGOMAN_MODEL", raising=False)
    monkeypatch.setattr(intake, "load_extract", lambda **given: find_some)
    return tmp_path


def run(*arguments, **given):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **given)


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def put(name, content):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- read ----------------------------------------------------------------------------------------------------------


def test_records_as_json_lines():
    put("a.txt", REPORT)
    result = run("read", "a.txt", "--outlet", "Radio One", "--published", "12 March 2024")
    assert result.exit_code == 0
    rows = lines(result)
    assert [row["kind"] for row in rows] == ["actor", "place", "statement"]
    assert {row["document"]["outlet"] for row in rows} == {"Radio One"}
    assert {row["document"]["published"] for row in rows} == {"2024-03-12"}
    assert all(row["evidence"][0]["text"] in REPORT for row in rows)


@pytest.mark.parametrize("word", ["statements", "statement", "STATEMENTS"])
def test_only_one_kind(word):
    put("a.txt", REPORT)
    assert [row["kind"] for row in lines(run("read", "a.txt", "--only", word))] == ["statement"]


@pytest.mark.parametrize(
    ("name", "content", "exit_code", "reason"),
    [
        ("empty.txt", "", 1, "empty.txt: empty"),
        ("blank.txt", "\n \n", 1, "nothing but white space"),
        ("binary.txt", bytes(range(256)) * 20, 1, "not text"),
        ("nul.txt", b"\x00\x01" * 500, 1, "NUL"),
        ("image.html", b"\x89PNG\r\n\x1a\n", 1, "image"),
        ("talks.pdf", b"%PDF-1.4", 1, "pdftotext"),
        ("cyrillic.txt", "Делегаты покинули зал.".encode("cp1251"), 1, "--encoding"),
        ("damaged.txt", "Il a parlé à ".encode() + b"Lom\xe9", 1, "offset 18"),
        ("french.txt", FRENCH, 1, "not read: language: fr"),
        ("rtl.txt", RTL, 1, "not read: language: ar"),
        ("long.txt", "The talks went on. " * 530_000, 1, "not read: longer than 300,000 characters"),
        ("western.txt", b"The caf\xe9 was closed, the envoy said.", 0, "read as Windows-1252"),
        ("stray.txt", b"The envoy said that the talks\x00 would resume, and left.", 0, ""),
        ("combining.txt", "The envoy said e\u0301 and \u202e that the talks would resume.", 0, ""),
        ("headline.txt", "Rebels reject talks", 0, ""),
        ("fault.txt", "This report, it was said, meets a fault.", 1, "a fault in Dragoman: IndexError"),
        ("rows.csv", "headline,summary\nH,S\n", 1, "no column for the text among headline, summary"),
        ("rows.jsonl", '{"text": "A', 1, "rows.jsonl, line 1: not JSON"),
        ("page.html", "<html><script>var a</script></html>", 1, "no text found in the page"),
    ],
)
def test_bad_input(name, content, exit_code, reason):
    put(name, content)
    result = run("read", name)
    assert result.exit_code == exit_code
    assert reason in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_one_bad_file_does_not_stop_the_others():
    put("reports/a.txt", REPORT)
    put("reports/b.txt", b"\x00" * 200)
    put("reports/c.jsonl", json.dumps({"text": REPORT, "outlet": "B"}) + '\n{"text": \n' + json.dumps({"text": REPORT}))
    put("reports/d.docx", "no")
    put("reports/sub/e.csv", 'text,outlet\n,F\n"' + REPORT + '",G\n')
    result = run("read", "reports", "missing.txt", "--only", "statements")
    assert result.exit_code == 1
    assert [row["document"]["outlet"] for row in lines(result)] == [None, "B", None, "G"]
    for reason in (
        "b.txt: not text",
        "c.jsonl, line 2: not JSON",
        'e.csv, line 2: "text" is empty',
        "missing.txt: no such file or directory",
        "skipped, no reader for: d.docx",
    ):
        assert reason in result.stderr


def test_an_unreadable_file(monkeypatch):
    put("reports/a.txt", REPORT)
    put("reports/b.txt", REPORT + " More.")
    opened = Path.open

    def refuse(self, *args, **kwargs):  # chmod does not keep root from reading
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    result = run("read", "reports", "--record", "r.db", "--only", "statements")
    assert result.exit_code == 1
    assert "a.txt: permission denied" in result.stderr
    assert len(lines(result)) == 1
    with open_record("r.db") as record:
        assert [failure.reason for failure in record.failures()] == ["permission denied"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["read"], "Missing argument"),
        (["reed", "a.txt"], 'Did you mean "read"?'),
        (["read", "a.txt", "--only", "statments"], 'Did you mean "statements"?'),
        (["read", "a.txt", "--format", "tabel"], 'Did you mean "table"?'),
        (["read", "https://x.example/a?b=1&c"], "curl -sL 'https://x.example/a?b=1&c' | dragoman read - --url"),
        (["--recrod", "r.db", "read", "a.txt"], "stand behind it"),
        (["statements", "Taliban"], "--actor NAME"),
        (["meetings", "--record", "r.db", "--since", "2022", "--until", "2021-05"], "2022 begins after until 2021-05"),
        (["read", "a.txt", "--as", "cvs"], 'Did you mean "csv"?'),
        (["read", "a.txt", "--published", "soon"], "is not a day, month or year"),
        (["read", "a.txt", "--published", "03/04/2021"], "is not a day, month or year"),
        (["read", "a.txt", "--encoding", "utf-99"], "no encoding"),
        (["read", "a.txt", "--map", "txt=body"], 'Did you mean "text"?'),
        (["read", "a.txt", "b.txt", "--url", "https://x.example"], "of one report"),
        (["read", "a.jsonl", "--title", "T"], "of one report"),
        (["export", "plovr", "--record", "r.db"], "unknown format"),
        (["export", "cvs", "--record", "r.db"], 'Did you mean "csv"?'),
        (["export", "csv", "--record", "r.db"], "--output FOLDER"),
        (["statements"], "which record?"),
        (["statements", "--record", "r.db", "--since", "soon"], "soon"),
        (["statements", "--record", "r.db", "--limit", "0"], "--limit"),
        (["search", "--record", "r.db"], "Missing argument"),
    ],
)
def test_wrong_use(arguments, reason):
    put("a.txt", REPORT)
    if "r.db" in arguments:
        open_record("r.db").close()
    result = run(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["show", "abc", "--record", "r.db"], "abc"),
        (["statements", "--record", "none.db"], "none.db"),
        (["statements", "--record", "a.txt"], "a.txt"),
        (["read", "a.txt", "--record", "no/such/folder/r.db"], "no/such/folder"),
        (["demo"], "no examples"),
    ],
)
def test_what_fails(arguments, reason):
    put("a.txt", REPORT)
    open_record("r.db").close()
    result = run(*arguments)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input():
    given = {"input": REPORT.encode()}
    result = run("read", "-", "--url", "https://x.example/a", "--title", "T", "--published", "2024-03", **given)
    document = lines(result)[0]["document"]
    assert (document["url"], document["title"], document["published"]) == ("https://x.example/a", "T", "2024-03")
    page = f"<!DOCTYPE html><html><body><p>{REPORT}</p></body></html>".encode()
    assert run("read", "-", input=page).exit_code == 0
    rows = (json.dumps({"text": REPORT}) + "\n") * 2
    assert len(lines(run("read", "-", "--only", "statements", input=rows.encode()))) == 2
    assert "empty" in run("read", "-", input=b"").stderr
    assert len(lines(run("read", "-", "--as", "csv", input=b'text\n"' + REPORT.encode() + b'"\n'))) == 3


def test_columns_by_name():
    put("a.csv", 'inhalt,kopf\n"' + REPORT + '",H\n')
    assert "--map text=COLUMN" in run("read", "a.csv").stderr
    assert lines(run("read", "a.csv", "--map", "text=inhalt,title=kopf"))[0]["document"]["title"] == "H"


def test_another_encoding():
    put("a.txt", FRENCH.encode("cp850"))
    result = run("read", "a.txt", "--encoding", "cp850")
    assert "language: fr" in result.stderr


# --- the record ----------------------------------------------------------------------------------------------------


def test_a_report_is_read_once(monkeypatch):
    put("a.txt", REPORT)
    first = run("read", "a.txt", "--record", "r.db")
    assert first.exit_code == 0
    assert len(lines(first)) == 3
    assert "1 read; 3 records in r.db" in first.stderr

    def refuse(**given):
        raise AssertionError("nothing is to be read, so no model is to be loaded")

    monkeypatch.setattr(intake, "load_extract", refuse)
    second = run("read", "a.txt", "--record", "r.db")
    assert second.exit_code == 0
    assert second.stdout == ""
    assert "a.txt: already held" in second.stderr
    assert "already held: a.txt" in run("read", "a.txt", "--record", "r.db", "--format", "table").stdout


def test_read_again():
    put("a.txt", REPORT)
    run("read", "a.txt", "--record", "r.db")
    assert len(lines(run("read", "a.txt", "--record", "r.db", "--again"))) == 3


def test_what_is_unread_is_kept():
    put("a.txt", FRENCH)
    result = run("read", "a.txt", "--record", "r.db")
    assert result.exit_code == 1
    assert "kept unread: language: fr" in result.stderr
    assert run("read", "a.txt", "--record", "r.db").exit_code == 0
    assert lines(run("search", "porte-parole", "--record", "r.db"))


@pytest.fixture
def held():
    """A record with two reports."""
    put("a.txt", REPORT)
    put("b.jsonl", json.dumps({"text": REPORT + " Nobody else spoke.", "title": "Second", "outlet": "Radio One"}))
    assert run("read", "a.txt", "b.jsonl", "--record", "r.db").exit_code == 0


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["statements"], 2),
        (["actors"], 2),
        (["places"], 2),
        (["timeline"], 2),
        (["statements", "--limit", "1"], 1),
        (["statements", "--actor", "envoy"], 2),
        (["statements", "--actor", "nobody"], 0),
        (["statements", "--text", "port amity"], 2),
        (["statements", "--since", "2024-03-13"], 0),
        (["statements", "--since", "2024-03", "--until", "2024"], 2),
        (["search", "friday"], 2),
        (["search", '"nobody else"'], 1),
        (["search", "friday", "--limit", "1"], 1),
        (["search", "unheard"], 0),
        (["export", "jsonl"], 6),
    ],
)
def test_asking_the_record(arguments, number):
    result = run(*arguments)
    assert result.exit_code == 0, result.stderr
    assert len(lines(result)) == number
    table = run(*arguments, "--format", "table") if arguments[0] != "export" else result
    assert table.exit_code == 0
    assert table.stdout.strip()


@pytest.mark.usefixtures("held")
def test_show_a_record_and_a_report():
    statement = lines(run("statements", "--actor", "envoy", "--limit", "1"))[0]
    shown = run("show", statement["id"][:12], "--format", "table").stdout
    assert "would leave Port Amity by Friday" in " ".join(shown.split())
    assert "rebel envoy" in shown
    full = lines(run("show", statement["id"]))[0]
    assert full["id"] == statement["id"]
    assert full["attestations"]
    report = lines(run("show", statement["document"]["id"]))[0]
    assert report["text"].startswith(REPORT)
    assert "Port Amity" in run("show", statement["document"]["id"], "--format", "table").stdout


@pytest.mark.usefixtures("held")
def test_export_writes_files():
    assert run("export", "jsonl", "--output", "all.jsonl").exit_code == 0
    assert len(Path("all.jsonl").read_text().splitlines()) == 6
    result = run("export", "csv", "--output", "tables")
    assert result.stdout == "6 records written to tables\n"
    with Path("tables/statements.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    assert set(EXPORTERS) == {"jsonl", "csv", "chronology"}


@pytest.mark.usefixtures("held")
def test_which_record(monkeypatch):
    assert len(lines(run("statements"))) == 2  # the only *.db here
    open_record("other.db").close()
    assert "2 (other.db, r.db)" in run("statements").stderr
    monkeypatch.setenv("DRAGOMAN_RECORD", "r.db")
    assert len(lines(run("statements"))) == 2
    assert len(lines(run("statements", "--record", "other.db"))) == 0


# --- for people ----------------------------------------------------------------------------------------------------


def test_one_report_fits_a_screen(monkeypatch):
    text = " ".join(f"The rebel envoy number {n} said that column {n} would leave Port {n} soon." for n in range(60))

    def many(document):
        sentences = [f"The rebel envoy number {n} said that column {n} would leave Port {n} soon" for n in range(60)]
        said = [make_statement(document, words, speaker=f"envoy {n}") for n, words in enumerate(sentences)]
        actors = [make_actor(document, f"envoy number {n} ", name=f"Envoy Number {n} of the Rebels") for n in range(60)]
        places = [make_place(document, f"Port {n} ", name=f"Port {n}") for n in range(60)]
        return make_extraction(document, *said, *actors, *places)

    monkeypatch.setattr(intake, "load_extract", lambda **given: many)
    put("a.txt", text)
    for width in ("40", "80", "200"):
        shown = run("read", "a.txt", "--format", "table", env={"COLUMNS": width}).stdout.rstrip().splitlines()
        assert 15 <= len(shown) <= 25
        assert all(len(line) <= int(width) for line in shown)
        assert "more" in shown[-1]


def test_a_report_cannot_play_with_the_terminal():
    put("a.txt", REPORT.replace("Envoy sees", "\x1b]0;owned\x07\x1b[2J\u202eEnvoy\x9b sees"))
    shown = run("read", "a.txt", "--format", "table").stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "Envoy sees progress" in shown


def test_a_run_over_many_reports_takes_a_line_each():
    for name in "abc":
        put(f"reports/{name}.txt", REPORT + f" Said {name}.")
    shown = run("read", "reports", "--record", "r.db", "--format", "table").stdout.splitlines()
    assert len(shown) == 4
    assert "12 Mar 2024 Envoy sees progress" in shown[0]
    assert shown[-1] == "3 read; 9 records in r.db"


# --- stopping ------------------------------------------------------------------------------------------------------


def test_ctrl_c_leaves_what_was_stored(monkeypatch):
    put("reports/a.txt", REPORT)
    put("reports/b.txt", REPORT + " The end.")

    def stop(document):
        if document.text.endswith("The end."):
            raise KeyboardInterrupt
        return find_some(document)

    monkeypatch.setattr(intake, "load_extract", lambda **given: stop)
    result = run("read", "reports", "--record", "r.db", "--only", "statements")
    assert result.exit_code == 130
    assert len(lines(result)) == 1
    assert "stopped: 1 read" in result.stderr
    with open_record("r.db") as record:
        assert len(list(record.documents())) == 1


PROGRAM = """
import sys, time
from dragoman import intake
from dragoman.cli import main
from tests.test_cli import find_some
def slow(document):
    time.sleep({pause})
    return find_some(document)
intake.load_extract = lambda **given: slow
main(prog_name="dragoman")
"""


def start(*arguments, pause=0.0):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), *sys.path])}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(pause=pause), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def test_a_broken_pipe_is_quiet():
    put("a.jsonl", "".join(json.dumps({"text": f"{REPORT} Said {n}."}) + "\n" for n in range(400)))
    process = start("read", "a.jsonl")
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(30) != 0
    assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize("cut", [signal.SIGKILL, signal.SIGINT])
def test_what_was_told_is_stored(cut):
    put("a.jsonl", "".join(json.dumps({"text": f"{REPORT} Said {n}."}) + "\n" for n in range(400)))
    process = start("read", "a.jsonl", "--record", "r.db", "--only", "statements", pause=0.005)
    told = [json.loads(process.stdout.readline()) for _ in range(5)]
    time.sleep(0.05)
    process.send_signal(cut)
    told += [
        json.loads(line) for line in process.communicate(timeout=30)[0].splitlines(keepends=True) if line[-1:] == b"\n"
    ]
    with open_record("r.db") as record:
        held = {document.id for document in record.documents()}
    assert {row["document"]["id"] for row in told} <= held
    assert len(held) < 400


# --- help ----------------------------------------------------------------------------------------------------------


def commands():
    return sorted(main.commands.items())


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_command_has_help_an_example_and_a_line_in_the_docs(name, command):
    shown = run(name, "--help").stdout
    assert "Example:\n      dragoman " + name in shown
    assert len(command.get_short_help_str(70).rstrip(".")) > 10
    page = (ROOT / "docs/cli.md").read_text()
    assert f"\n## dragoman {name}\n" in page


@pytest.mark.parametrize(("name", "command"), commands())
def test_every_option_is_in_the_docs(name, command):
    page = (ROOT / "docs/cli.md").read_text()
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in page


def test_the_kinds_are_those_of_the_codes():
    from dragoman.codes import Kind

    assert set(KINDS.values()) <= set(Kind)


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom dragoman.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'rich', 'numpy', 'sqlite3', 'msgspec', 'trafilatura'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "Commands:" in done.stdout


def test_version():
    assert run("--version").stdout.strip() == f"dragoman, version {dragoman.__version__}"


def test_doctor():
    result = run("doctor")
    findings = {row["name"].strip(): row for row in lines(result)}
    assert findings["FTS5"]["state"] == "ok"
    assert findings["tok2vec/model"]["state"] == "ok"
    assert findings["this folder"]["state"] == "ok"
    assert "spacy" in run("doctor", "--format", "table").stdout


def test_doctor_tells_weights_that_differ():
    put("model/config.cfg", "")
    put("model/ner/model", b"other")
    findings = {row["name"].strip(): row for row in lines(run("doctor", "--model", "model"))}
    assert findings["ner/model"]["state"] == "differs"
    missing = run("doctor", "--model", "no_such_model")
    assert missing.exit_code == 1
    assert {row["name"]: row["state"] for row in lines(missing)}["model"] == "missing"


def test_demo():
    put("examples/doha-talks-2021-10-09.txt", REPORT)
    result = run("demo")
    assert result.exit_code == 0
    assert "1 example reports" in result.stdout
    assert result.stdout.count("  dragoman ") == 3  # a fourth where there is a statement to show
    assert "all held already" in run("demo").stdout
