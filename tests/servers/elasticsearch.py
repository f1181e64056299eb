"""Elasticsearch: Elastic's own server as it publishes it for integration tests, from Maven.

It has few of the modules of the full download, so what runs here runs on every Elasticsearch 8.
"""

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers.cache import cached, maven
from tests.servers.owner import free_port, give
from tests.servers.process import Server
from tools.system import required

VERSION = "8.19.4"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"

CONFIGURATION = """
cluster.name: marketplace-tests
discovery.type: single-node
http.host: 127.0.0.1
transport.host: 127.0.0.1
http.port: {port}
transport.port: {transport}
xpack.security.enabled: false
path.data: {home}/data
path.logs: {home}/logs
cluster.routing.allocation.disk.threshold_enabled: false
action.destructive_requires_name: false
"""


def distribution() -> Path:
    def fill(work: Path) -> None:
        maven("copy", f"artifact={ARTIFACT}", f"outputDirectory={work}", cwd=work)
        archive = next(work.glob("*.zip"))
        shutil.unpack_archive(archive, work)
        archive.unlink()
        for program in (work / f"elasticsearch-{VERSION}" / "bin").iterdir():
            program.chmod(0o755)

    name = f"elasticsearch-{VERSION}"
    return cached(name, fill) / name


class Elasticsearch(Server):
    name = "elasticsearch"

    def __init__(self) -> None:
        super().__init__()
        self.java_home = required("java")
        self.distribution = distribution()
        self.configuration = self.home / "config"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        shutil.copytree(self.distribution / "config", self.configuration)
        text = CONFIGURATION.format(port=self.port, transport=free_port(), home=self.home)
        (self.configuration / "elasticsearch.yml").write_text(text)
        heap = self.configuration / "jvm.options.d" / "heap.options"
        heap.parent.mkdir(exist_ok=True)
        heap.write_text("-Xms512m\n-Xmx512m\n-XX:-UsePerfData\n")
        for name in ("data", "logs", "tmp"):
            (self.home / name).mkdir()
        give(self.home)

    def command(self) -> list[str]:
        return [str(self.distribution / "bin" / "elasticsearch")]

    def environment(self) -> dict[str, str]:
        scratch = f"-Djava.io.tmpdir={self.home / 'tmp'}"
        return {
            "CLI_JAVA_OPTS": f"{scratch} -XX:-UsePerfData",
            "ES_JAVA_HOME": str(self.java_home),
            "ES_PATH_CONF": str(self.configuration),
            "ES_TMPDIR": str(self.home / "tmp"),
        }

    def ready(self) -> bool:
        where = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        try:
            with urllib.request.urlopen(where, timeout=5) as answer:
                return not json.load(answer)["timed_out"]
        except (urllib.error.URLError, OSError):
            return False
