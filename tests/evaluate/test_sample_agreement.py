"""Agreement of another codebook version is not told as that of the present one."""

from monitor.config import load_settings
from monitor.warehouse import Warehouse, query


def test_agreement_is_of_one_codebook_version(tmp_path):
    settings = load_settings("config/sample.yaml", tmp_path / "data")
    with Warehouse(settings.data_dir).transaction() as connection:
        connection.execute(
            "INSERT INTO coder_agreement (codebook_version, coders, language, frame_id, n_articles, alpha) VALUES "
            "('old', 'a+b', 'all', 'all', 9, 0.1), ('new', 'a+b', 'all', 'all', 9, 0.9), ('new', 'a+b', 'all', 'law', 9, 0.5)"
        )
        rows = query(connection, "evaluate_agreement", codebook_version="new").to_pylist()
    assert [(row["coders"], row["alpha"]) for row in rows] == [("a+b", 0.9)]
