package io.tact.acceptance.consistency;

import io.tact.acceptance.TactProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes that are processes of their own on this machine, each with its own command line. */
final class ProcessNodes implements Nodes {
    private final Path folder;
    private final List<List<String>> commands;
    private final List<TactProcess> processes = new CopyOnWriteArrayList<>();
    private final List<String> urls = new CopyOnWriteArrayList<>();

    private ProcessNodes(Path folder, List<List<String>> commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /**
     * Starts all of them, and returns when each listens.
     *
     * @param folder where what they print is kept
     * @param commands what each is told; a node that is started again is told the same
     */
    static ProcessNodes start(Path folder, List<List<String>> commands) {
        ProcessNodes nodes = new ProcessNodes(folder, commands);
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "end of nodes"));
        try {
            commands.forEach(command -> nodes.processes.add(nodes.launch(command)));
            nodes.processes.forEach(process -> nodes.urls.add(process.url()));
            return nodes;
        } catch (RuntimeException | Error e) {
            nodes.close();
            throw e;
        }
    }

    /** One node on a data folder of its own, in the embedded store. */
    static ProcessNodes single(Path folder, Path ruleset) {
        String data = folder.resolve("data").toString();
        return start(folder, List.of(List.of("serve", "--port", "0", "--ruleset", ruleset.toString(), "--data", data)));
    }

    private TactProcess launch(List<String> command) {
        return TactProcess.start(folder, command.toArray(String[]::new));
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

    @Override
    public void kill(int node) {
        processes.get(node).kill();
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
