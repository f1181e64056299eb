"""Real servers as ordinary processes: no container engine, free ports, data that is removed.

    with Kafka() as kafka:            # started and ready
        kafka.url                     # kafka://127.0.0.1:PORT
        kafka.kill()                  # SIGKILL
        kafka.start()                 # again, same port and data

`make test` starts one of each for the whole run (tools/with_servers.py); tests ask for the
fixtures of tests/servers/fixtures.py. A test that kills a server starts its own.
"""

from tests.servers.elasticsearch import Elasticsearch
from tests.servers.kafka import Kafka
from tests.servers.oidc_provider import OidcProvider
from tests.servers.postgres import Postgres
from tests.servers.process import Server, ServerFailed

__all__ = ["Elasticsearch", "Kafka", "OidcProvider", "Postgres", "Server", "ServerFailed"]
