package io.tact.server.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A configuration file of a node, in a folder of its own. */
abstract class NodeFile {
    static final String ALONE =
            """
            ruleset: rules
            store: {embedded: {folder: data}}
            """;

    static final String WHOLE =
            """
            ruleset: rules
            http:
              host: 10.0.0.11
              port: 9090
              advertise: "node-1.example.org:9443"
              tls: {certificate: tls.crt, key: tls.key, authorities: ca.crt}
            store:
              postgresql:
                url: jdbc:postgresql://db/tact
                user: writer
                passwordFile: secret
                poolSize: 12
                patience: PT1M30S
            cluster:
              name: east
              bind: 10.0.0.11
              port: 5801
              advertise: "10.0.0.11:5801"
              members: ["10.0.0.11:5801", "10.0.0.12:5801", "[fd00::1]:5801"]
              minimumMembers: 3
              format: 2
            memory: {gridMebibytes: 64, localMebibytes: 0}
            retention: {contacts: P30D, decisions: P90D, dryRuns: PT12H, events: P2D}
            drain: PT15S
            identities:
              keys:
                - id: push-gateway
                  hash: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  roles: [channel]
                - id: ringtones
                  hash: sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  roles: [sender, auditor]
                  senderClass: VAS
                  senders: [Ringtones Ltd, "Games, Ltd"]
                  purposes: [MARKETING, SERVICE]
                  perSecond: 50
                  expires: 2027-06-30T02:00:00+02:00
              tokens:
                issuer: https://login.example.org/realms/tact
                audience: tact
                keySet: keys.json
                algorithms: [ES256]
                clockSkew: PT1M
                claims: {roles: realm_access.roles, senderClass: class, senders: names, purposes: why}
                perSecond: 20
              strangersPerSecond: 7
            """;

    static final String EXPOSED =
            "http.host (0.0.0.0) is reached from beyond this machine, and there are no identities: everybody could read"
                    + " and change everything. Maybe add identities (./tact key makes a key), or keep to 127.0.0.1";

    final Path folder;

    NodeFile(Path folder) {
        this.folder = folder;
    }

    static ClusterSettings cluster(NodeConfig config) {
        return Objects.requireNonNull(config.cluster());
    }

    final NodeConfig read(String yaml) throws IOException, BrokenConfigException {
        return read(yaml, Map.of());
    }

    final NodeConfig read(String yaml, Map<String, String> environment) throws IOException, BrokenConfigException {
        return ConfigFile.read(Files.writeString(folder.resolve("node.yaml"), yaml), environment::get);
    }

    final BrokenConfigException refused(String yaml) {
        return catchThrowableOfType(BrokenConfigException.class, () -> read(yaml));
    }

    final List<String> problems(String yaml) {
        return refused(yaml).problems();
    }
}
