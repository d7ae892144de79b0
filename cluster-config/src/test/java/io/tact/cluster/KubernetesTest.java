package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.tact.server.config.Address;
import io.tact.server.config.ClusterSettings;
import io.tact.server.config.MembershipSettings;
import io.tact.server.config.NodeConfig;
import io.tact.server.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesTest {
    private static final String POD_IP = "10.244.1.7";
    /** Requests under way when connections end, and rules that still run then: what a node waits for, in seconds. */
    private static final long LAST_REQUESTS_SECONDS = 5 + 10;

    private final List<HasMetadata> manifests = new ArrayList<>();
    private final StatefulSet set;
    private final PodSpec pod;
    private final Container container;
    private final NodeConfig node;
    private final ClusterSettings cluster;

    KubernetesTest(@TempDir Path folder) throws IOException {
        for (String file : Shipped.files()) {
            if (file.startsWith("kubernetes/") && file.endsWith(".yaml")) {
                manifests.addAll(Manifests.read(Shipped.text(file)));
            }
        }
        set = only(StatefulSet.class, "tact");
        pod = set.getSpec().getTemplate().getSpec();
        container = pod.getContainers().get(0);
        String yaml = only(ConfigMap.class, "tact-node").getData().get("node.yaml");
        Map<String, String> environment = environment();
        environment.put("TACT_STORE_PASSWORD", "known to the test only");
        node = Shipped.node(Files.writeString(folder.resolve("node.yaml"), yaml), environment);
        cluster = Objects.requireNonNull(node.cluster());
    }

    @Test
    void aFieldThatTheApiDoesNotHaveIsRefused() {
        String text = Shipped.text("kubernetes/stateful-set.yaml");

        assertThatThrownBy(() -> Manifests.read(text.replace("periodSeconds: 2", "periodSecond: 2")))
                .hasMessageContaining("periodSecond");
        assertThatThrownBy(() -> Manifests.read(text.replace("replicas: 3", "replicas: three")))
                .hasMessageContaining("three");
        assertThatThrownBy(() -> Manifests.read(text.replace("kind: StatefulSet", "kind: StatefulSett")))
                .hasMessageContaining("StatefulSett");
    }

    @Test
    void everythingIsInOneNamespace() {
        assertThat(manifests).hasSize(6);
        assertThat(manifests)
                .extracting(manifest -> manifest.getMetadata().getNamespace())
                .containsOnly("tact");
    }

    @Test
    void everySelectorFindsThePods() {
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(labels).containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels());
        assertThat(labels).containsAllEntriesOf(members().getSpec().getSelector());
        assertThat(labels).containsAllEntriesOf(clients().getSpec().getSelector());
        assertThat(labels)
                .containsAllEntriesOf(only(PodDisruptionBudget.class, "tact")
                        .getSpec()
                        .getSelector()
                        .getMatchLabels());
        assertThat(labels)
                .containsAllEntriesOf(only(NetworkPolicy.class, "tact")
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
        assertThat(pod.getTopologySpreadConstraints()).hasSize(2).allSatisfy(spread -> assertThat(labels)
                .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    }

    @Test
    void membersAreFoundThroughTheHeadlessServiceAlsoWhileTheyAreNotReady() {
        Service members = members();

        assertThat(cluster.membership())
                .isEqualTo(new MembershipSettings.Kubernetes(members.getMetadata()
                                .getName() + "." + members.getMetadata().getNamespace() + ".svc.cluster.local"));
        assertThat(set.getSpec().getServiceName())
                .isEqualTo(members.getMetadata().getName());
        assertThat(members.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(members.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(onlyPort(members).getPort()).isEqualTo(cluster.port());
    }

    @Test
    void portsAreThoseOfTheNode() {
        assertThat(port("http").getContainerPort()).isEqualTo(node.http().port());
        assertThat(port("member").getContainerPort()).isEqualTo(cluster.port());
        assertThat(onlyPort(members()).getTargetPort().getStrVal()).isEqualTo("member");
        assertThat(onlyPort(clients()).getTargetPort().getStrVal()).isEqualTo("http");
        assertThat(node.http().host()).isEqualTo("0.0.0.0");
        assertThat(node.http().advertise())
                .isEqualTo(new Address(POD_IP, node.http().port()));
        assertThat(cluster.bind()).isEqualTo(POD_IP);
    }

    @Test
    void podsAskWhoAsksButNotTheProbes() {
        assertThat(Objects.requireNonNull(node.identities()).keys())
                .as("nobody has a key of these")
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.hash()).startsWith("sha256:" + "0".repeat(60)));
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getPath()).startsWith("/health/"));
    }

    @Test
    void probesAskWhatTheContractHas() throws IOException {
        assertProbe(container.getStartupProbe(), "/health/live");
        assertProbe(container.getLivenessProbe(), "/health/live");
        assertProbe(container.getReadinessProbe(), "/health/ready");
    }

    @Test
    void aPodThatGoesHasTheTimeToDrain() {
        long before = container.getLifecycle().getPreStop().getSleep().getSeconds();
        long drain = node.drain().toSeconds();
        Probe ready = container.getReadinessProbe();

        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(before + drain + LAST_REQUESTS_SECONDS);
        assertThat(drain)
                .as("long enough to be seen as not ready")
                .isGreaterThanOrEqualTo((long) ready.getPeriodSeconds() * ready.getFailureThreshold());
    }

    @Test
    void onePodAtATimeMayBeAway() {
        int replicas = set.getSpec().getReplicas();
        int away = only(PodDisruptionBudget.class, "tact")
                .getSpec()
                .getMaxUnavailable()
                .getIntVal();

        assertThat(replicas).isEqualTo(3);
        assertThat(away).isEqualTo(1);
        assertThat(cluster.quorum())
                .as("a majority")
                .isEqualTo(replicas / 2 + 1)
                .isLessThanOrEqualTo(replicas - away);
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(set.getSpec().getUpdateStrategy().getType()).isEqualTo("RollingUpdate");
    }

    @Test
    void onlyThePodsReachTheMemberPort() {
        for (NetworkPolicyIngressRule rule :
                only(NetworkPolicy.class, "tact").getSpec().getIngress()) {
            boolean member = rule.getPorts().stream()
                    .anyMatch(port -> "member".equals(port.getPort().getStrVal()));
            assertThat(rule.getPorts()).isNotEmpty();
            assertThat(rule.getFrom()).isNotEmpty().allSatisfy(peer -> {
                assertThat(peer.getIpBlock()).isNull();
                if (member) {
                    assertThat(peer.getNamespaceSelector()).isNull();
                    assertThat(peer.getPodSelector().getMatchLabels())
                            .isEqualTo(set.getSpec().getSelector().getMatchLabels());
                } else {
                    assertThat(peer.getNamespaceSelector().getMatchLabels()).isNotEmpty();
                }
            });
        }
        assertThat(only(NetworkPolicy.class, "tact").getSpec().getPolicyTypes()).containsExactly("Ingress");
    }

    @Test
    void theContainerMayDoNothingButRun() {
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @Test
    void theNodesFileAndThePasswordAreWhereTheyAreLookedFor() {
        assertThat(mount("node").getMountPath() + "/node.yaml")
                .isEqualTo(new Dockerfile().command().get(2));
        assertThat(volume("node").getConfigMap().getName())
                .isEqualTo(only(ConfigMap.class, "tact-node").getMetadata().getName());
        var password = volume("store").getSecret().getItems().get(0);
        assertThat(only(ConfigMap.class, "tact-node").getData().get("node.yaml"))
                .contains("passwordFile: " + mount("store").getMountPath() + "/" + password.getPath() + "\n");
        assertThat(node.store()).isInstanceOf(StoreSettings.PostgreSql.class);
        assertThat(Shipped.text("kubernetes/README.md"))
                .contains("create secret generic " + volume("store").getSecret().getSecretName() + " --from-file="
                        + password.getKey() + "=");
        assertThat(volume("tmp").getEmptyDir()).isNotNull();
        assertThat(mount("tmp").getMountPath()).isEqualTo("/tmp");
    }

    @Test
    void theImageHasTheRulesetAndTheImageIsTheOneThatTheReadmeBuilds() {
        Path inImage = Path.of("/opt/tact").relativize(node.ruleset());

        assertThat(Shipped.FOLDER.resolveSibling(inImage).resolve("ruleset.yaml"))
                .exists();
        assertThat(Shipped.text("kubernetes/README.md")).contains("-t " + container.getImage() + " .");
    }

    private void assertProbe(Probe probe, String path) throws IOException {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        try (var contract = NodeConfig.class.getResourceAsStream("/openapi.yaml")) {
            assertThat(Shipped.strictYaml().readTree(contract).path("paths").has(path))
                    .isTrue();
        }
    }

    /** What the container's variables say to Tact, for a pod with a known address. */
    private Map<String, String> environment() {
        Map<String, String> known = new HashMap<>();
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValueFrom() == null
                    ? variable.getValue()
                    : "status.podIP"
                                    .equals(variable.getValueFrom()
                                            .getFieldRef()
                                            .getFieldPath())
                            ? POD_IP
                            : "";
            for (Map.Entry<String, String> earlier : known.entrySet()) {
                value = value.replace("$(" + earlier.getKey() + ")", earlier.getValue());
            }
            assertThat(value).as(variable.getName()).isNotEmpty().doesNotContain("$(");
            known.put(variable.getName(), value);
        }
        return known;
    }

    private <T extends HasMetadata> T only(Class<T> type, String name) {
        List<T> found = manifests.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .toList();
        assertThat(found).as(type.getSimpleName() + " " + name).hasSize(1);
        return found.get(0);
    }

    private Service members() {
        return only(Service.class, "tact-members");
    }

    private Service clients() {
        return only(Service.class, "tact");
    }

    private static ServicePort onlyPort(Service service) {
        assertThat(service.getSpec().getPorts()).hasSize(1);
        return service.getSpec().getPorts().get(0);
    }

    private ContainerPort port(String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    private VolumeMount mount(String name) {
        return container.getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(name))
                .findAny()
                .orElseThrow();
    }

    private Volume volume(String name) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findAny()
                .orElseThrow();
    }
}
