package io.tact.acceptance.consistency;

import io.tact.acceptance.TactProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** Nodes that are processes of their own on this machine, each with its own command line. */
final class ProcessNodes implements Nodes {
    private final Path folder;
    private final List<Command> commands;

    /** By the number of the node. */
    private final Map<Integer, TactProcess> processes = new ConcurrentSkipListMap<>();

    private final Map<Integer, String> urls = new ConcurrentSkipListMap<>();

    /**
     * What a node is.
     *
     * @param jvm further options of the JVM
     * @param main the class to run
     * @param arguments what it is told
     */
    record Command(List<String> jvm, String main, List<String> arguments) {
        /** The command line itself. */
        static Command tact(List<String> jvm, String... arguments) {
            return new Command(jvm, "io.tact.server.cli.Main", List.of(arguments));
        }
    }

    private ProcessNodes(Path folder, List<Command> commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /**
     * Starts all of them and returns when each listens.
     *
     * @param folder where what they print is kept
     * @param commands what each is; a node that is started again is the same
     */
    static ProcessNodes start(Path folder, List<Command> commands) {
        ProcessNodes nodes = new ProcessNodes(folder, commands);
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "end of nodes"));
        try {
            nodes.startAll(IntStream.range(0, commands.size()).boxed().toList());
            return nodes;
        } catch (RuntimeException | Error e) {
            nodes.close();
            throw e;
        }
    }

    /** One node on a data folder of its own, in the embedded store. */
    static ProcessNodes single(Path folder, Path ruleset) {
        String data = folder.resolve("data").toString();
        return start(
                folder,
                List.of(Command.tact(
                        List.of(TactProcess.QUICK),
                        "serve",
                        "--port",
                        "0",
                        "--ruleset",
                        ruleset.toString(),
                        "--data",
                        data)));
    }

    /** The first, then the others at once, which find it. */
    private void startAll(List<Integer> nodes) {
        nodes.stream().limit(1).forEach(this::start);
        List<Integer> others = nodes.stream().skip(1).toList();
        others.forEach(this::launch);
        others.forEach(this::awaitUrl);
    }

    private void launch(int node) {
        Command command = commands.get(node);
        processes.put(
                node,
                TactProcess.start(
                        folder,
                        command.jvm(),
                        command.main(),
                        command.arguments().toArray(String[]::new)));
    }

    private void awaitUrl(int node) {
        urls.put(node, process(node).url());
    }

    private TactProcess process(int node) {
        return Objects.requireNonNull(processes.get(node));
    }

    @Override
    public List<String> urls() {
        return List.copyOf(urls.values());
    }

    @Override
    public void start(int node) {
        launch(node);
        awaitUrl(node);
    }

    /** Lets all go on that are frozen. */
    void resumeAll() {
        processes.values().stream().filter(TactProcess::isAlive).forEach(process -> process.signal("CONT"));
    }

    /** Starts those that have ended, and waits until each listens. */
    void startEnded() {
        startAll(processes.keySet().stream()
                .filter(node -> !process(node).isAlive())
                .toList());
    }

    @Override
    public void kill(int node) {
        process(node).kill();
    }

    /** Ends all of them at one moment, as {@code kill -9} does. */
    void killAll() {
        processes.values().parallelStream().forEach(TactProcess::kill);
    }

    @Override
    public void stop(int node) {
        process(node).stop();
    }

    @Override
    public void pause(int node) {
        process(node).signal("STOP");
    }

    @Override
    public void resume(int node) {
        process(node).signal("CONT");
    }

    @Override
    public void close() {
        processes.values().forEach(TactProcess::close);
    }
}
