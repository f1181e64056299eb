"""Apache Kafka, one node that is broker and controller (KRaft), from Maven."""

import base64
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from tests.servers.cache import cached, maven
from tests.servers.owner import free_port, give
from tests.servers.process import Server
from tools.system import required

VERSION = "4.3.0"
STARTED = "Kafka Server started"

POM = f"""<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>marketplace.tests</groupId><artifactId>kafka</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId>
      <version>{VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId>
      <version>2.24.3</version>
    </dependency>
  </dependencies>
</project>
"""

LOGGING = """
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
rootLogger.level = WARN
rootLogger.appenderRef.console.ref = console
logger.server.name = kafka.server.KafkaRaftServer
logger.server.level = INFO
"""

# The session timeout is how long a broker that was killed blocks its own return.
PROPERTIES = """
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
"""


SECURE = """
listeners=PLAINTEXT://127.0.0.1:{port},SECURE://127.0.0.1:{secure},\\
 CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},SECURE://127.0.0.1:{secure}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT
listener.name.secure.sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.secure.scram-sha-512.sasl.jaas.config=\\
 org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.secure.plain.sasl.jaas.config=\\
 org.apache.kafka.common.security.plain.PlainLoginModule required user_{user}="{password}";
listener.name.secure.ssl.keystore.type=PEM
listener.name.secure.ssl.keystore.location={keystore}
"""
"""Overrides and additions for a broker that is reached by TLS and a password too."""


@dataclass(frozen=True, slots=True)
class Secured:
    """A listener of SASL over TLS: a PEM file of key and certificate, and its one user."""

    keystore: Path
    user: str
    password: str


def libraries() -> Path:
    def fill(work: Path) -> None:
        (work / "pom.xml").write_text(POM)
        maven("copy-dependencies", f"outputDirectory={work / 'lib'}", cwd=work)

    return cached(f"kafka-{VERSION}", fill) / "lib"


class Kafka(Server):
    name = "kafka"

    def __init__(self, secured: Secured | None = None) -> None:
        super().__init__()
        self.secured = secured
        self.secure_port = free_port() if secured else 0
        self.java = required("java") / "bin" / "java"
        self.libraries = libraries()
        self.properties = self.home / "server.properties"
        self._log_start = 0

    @property
    def url(self) -> str:
        return f"kafka://127.0.0.1:{self.port}"

    @property
    def secure_url(self) -> str:
        return f"kafka://127.0.0.1:{self.secure_port}"

    def prepare(self) -> None:
        (self.home / "log4j2.properties").write_text(LOGGING)
        controller, data = free_port(), self.home / "data"
        text = PROPERTIES.format(port=self.port, controller=controller, data=data)
        scram: list[str] = []
        if one := self.secured:
            ports = {"port": self.port, "secure": self.secure_port, "controller": controller}
            keystore = self.home / "server.pem"
            keystore.write_bytes(one.keystore.read_bytes())
            known = {"keystore": keystore, "user": one.user, "password": one.password}
            text += SECURE.format(**ports, **known)
            secret = f"SCRAM-SHA-512=[name={one.user},password={one.password}]"
            scram = ["--add-scram", secret]
        self.properties.write_text(text)
        give(self.home)
        cluster = base64.urlsafe_b64encode(b"m" + secrets.token_bytes(15)).decode().rstrip("=")
        formatting = (
            "kafka.tools.StorageTool",
            "format",
            "-t",
            cluster,
            "--standalone",
            *scram,
            "-c",
        )
        self.run(self._java("-XX:TieredStopAtLevel=1", *formatting))

    def command(self) -> list[str]:
        self._log_start = self.log.stat().st_size
        return self._java("kafka.Kafka")

    def ready(self) -> bool:
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return re.search(STARTED.encode(), log.read()) is not None

    def _java(self, *words: str) -> list[str]:
        memory = ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
        logging = f"-Dlog4j2.configurationFile={self.home / 'log4j2.properties'}"
        classes = ["-cp", f"{self.libraries}/*"]
        return [str(self.java), *memory, logging, *classes, *words, str(self.properties)]
