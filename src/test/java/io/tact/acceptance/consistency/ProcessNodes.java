package io.tact.acceptance.consistency;

import io.tact.acceptance.TactProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Nodes that are processes of their own on this machine, each with its own command line. */
final class ProcessNodes implements Nodes {
    private final Path folder;
    private final List<Command> commands;
    private final List<TactProcess> processes = new CopyOnWriteArrayList<>();
    private final List<String> urls = new CopyOnWriteArrayList<>();

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
     * Starts one after the other, so that they do not slow each other down, and returns when each listens.
     *
     * @param folder where what they print is kept
     * @param commands what each is; a node that is started again is the same
     */
    static ProcessNodes start(Path folder, List<Command> commands) {
        ProcessNodes nodes = new ProcessNodes(folder, commands);
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "end of nodes"));
        try {
            commands.forEach(command -> {
                TactProcess process = nodes.launch(command);
                nodes.processes.add(process);
                nodes.urls.add(process.url());
            });
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
                        List.of(), "serve", "--port", "0", "--ruleset", ruleset.toString(), "--data", data)));
    }

    private TactProcess launch(Command command) {
        return TactProcess.start(
                folder, command.jvm(), command.main(), command.arguments().toArray(String[]::new));
    }

    @Override
    public List<String> urls() {
        return List.copyOf(urls);
    }

    @Override
    public void start(int node) {
        TactProcess process = launch(commands.get(node));
        processes.set(node, process);
        urls.set(node, process.url());
    }

    /** Lets all go on that are frozen. */
    void resumeAll() {
        processes.stream().filter(TactProcess::isAlive).forEach(process -> process.signal("CONT"));
    }

    /** Starts those that have ended, and waits until each listens. */
    void startEnded() {
        IntStream.range(0, processes.size())
                .filter(node -> !processes.get(node).isAlive())
                .forEach(this::start);
    }

    @Override
    public void kill(int node) {
        processes.get(node).kill();
    }

    /** Ends all of them at one moment, as {@code kill -9} does. */
    void killAll() {
        processes.parallelStream().forEach(TactProcess::kill);
    }

    @Override
    public void stop(int node) {
        processes.get(node).stop();
    }

    @Override
    public void pause(int node) {
        processes.get(node).signal("STOP");
    }

    @Override
    public void resume(int node) {
        processes.get(node).signal("CONT");
    }

    @Override
    public void close() {
        processes.forEach(TactProcess::close);
    }
}
