package io.tact.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a cluster, as a configuration names them. */
class ClusterConfigTest extends NodeFile {
    ClusterConfigTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void anyDataFormatThatIsKnownMayBeTheNewestToWrite() throws Exception {
        String cluster = ALONE.replaceFirst("embedded.*", "postgresql: {url: 'jdbc:postgresql://db/tact'}}")
                + "cluster: {members: [\"a:1\"], format: %d}\n";
        int newest = DataFormat.NEWEST.number();
        assertThat(cluster(read(cluster.formatted(newest))).format()).isEqualTo(newest);
        assertThat(cluster(read(cluster.replaceFirst(", format: %d", ""))).format())
                .isNull();
        assertThat(problems(cluster.formatted(newest + 1)))
                .containsExactly("cluster.format (" + (newest + 1) + ") must be 1 to " + newest + ". Maybe 2");
    }

    @Test
    void membersAreFoundByDns() throws Exception {
        NodeConfig config = read(
                """
                ruleset: rules
                store: {postgresql: {url: "jdbc:postgresql://db/tact"}}
                cluster: {kubernetes: {service: tact-members.tact.svc.cluster.local}, minimumMembers: 2}
                """);

        assertThat(cluster(config).membership())
                .isEqualTo(new MembershipSettings.Kubernetes("tact-members.tact.svc.cluster.local"));
        assertThat(cluster(config).quorum()).isEqualTo(2);
    }

    @Test
    void aMajorityOfTheMembersMustBeSeen() throws Exception {
        Files.writeString(folder.resolve("secret"), "x");
        NodeConfig config = read(WHOLE.replace("  minimumMembers: 3\n", ""));
        assertThat(cluster(config).quorum()).isEqualTo(2);
    }

    @Test
    void theEmbeddedStoreServesOneProcess() {
        String two = "cluster: {members: [\"127.0.0.1:5701\", \"127.0.0.1:5702\"]}\n";
        String why = "store.embedded cannot be with a cluster of more than one: the embedded store serves one process;"
                + " several nodes need PostgreSQL. Maybe store.postgresql";

        assertThat(problems(ALONE + two)).containsExactly(why);
        assertThat(problems(ALONE + two + "drain: soon\n")).hasSize(2).contains(why);
        assertThat(problems(ALONE + "cluster: {kubernetes: {service: tact}, minimumMembers: 2}\n"))
                .containsExactly(why);
    }

    @Test
    void aClusterOfOneMayHaveTheEmbeddedStore() throws Exception {
        NodeConfig config = read(ALONE + "cluster: {members: [\"127.0.0.1:5701\"]}\n");
        assertThat(cluster(config).quorum()).isEqualTo(1);
    }

    @Test
    void otherNodesMustKnowWhereToGo() {
        assertThat(
                        problems(
                                """
                        ruleset: rules
                        http: {host: 0.0.0.0}
                        store: {postgresql: {url: "jdbc:postgresql://db/tact"}}
                        cluster: {members: ["10.0.0.11:5701", "10.0.0.12:5701"]}
                        """))
                .containsExactly(
                        "http.advertise must say where other nodes reach this one: 0.0.0.0 is every address. Maybe"
                                + " 10.0.0.11:8080",
                        EXPOSED);
    }

    @Test
    void aClusterNeedsASensibleMinimum() {
        assertThat(problems(ALONE + "cluster: {kubernetes: {service: tact}}\n"))
                .containsExactly(
                        "cluster.minimumMembers must be said with kubernetes: nothing else says how many pods there"
                                + " are. Maybe 2 for three pods");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], minimumMembers: 2}\n"))
                .containsExactly("cluster.minimumMembers (2) must be at most the number of members, 1. Maybe 1");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], advertise: \"b:1\"}\n"))
                .containsExactly("cluster.advertise (b:1) must be one of members: that is how the others find this one."
                        + " Maybe add it there, or leave it out with kubernetes");
        assertThat(problems(ALONE + "cluster: {members: [\"a:1\"], advertise: \"0.0.0.0:1\"}\n"))
                .containsExactly("cluster.advertise (0.0.0.0:1) must be where other members reach this one."
                        + " Maybe 10.0.0.11:5701");
        assertThat(problems(ALONE + "cluster: {members: []}\n"))
                .containsExactly(
                        "cluster.members must name at least one. Maybe leave the whole of cluster out for one node alone");
    }

    @Test
    void theMemberPortIsNeverOnEveryAddress() {
        assertThat(problems(ALONE + "cluster: {bind: 0.0.0.0, members: [\"a:1\"]}\n"))
                .containsExactly(
                        "cluster.bind (0.0.0.0) must be one address of this machine: the member port asks nobody who"
                                + " they are. Maybe 127.0.0.1");
    }
}
