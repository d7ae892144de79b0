package io.tact.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Three requests that show what Tact does, for people to copy into a terminal. They work at any hour of the day. */
final class Tour {
    /** The subscriber of the tour: five campaigns and more compete for this one, who accepts e-mail. */
    static final String SUBSCRIBER = "3569-VLDHH";

    private static final List<Step> STEPS = List.of(
            new Step(
                    "What should be said to subscriber " + SUBSCRIBER + " now?",
                    "/v1/decisions",
                    "tour-1",
                    """
                    {"subscriber": {"id": "%s"}, "direction": "OUTBOUND", "explain": "REASONS"}"""
                            .formatted(SUBSCRIBER),
                    List.of(
                            "\"selected\" is the one message, with its score and a reservation until it is sent;",
                            "\"others\" are the campaigns that lost, each with its state and every reason.",
                            "Sent again, the same Idempotency-Key gives the same answer and reserves nothing more.")),
            new Step(
                    "And by SMS or push, a moment later?",
                    "/v1/decisions",
                    "",
                    """
                    {"subscriber": {"id": "%s"}, "direction": "OUTBOUND", "channels": ["SMS", "PUSH"], \
                    "explain": "REASONS"}"""
                            .formatted(SUBSCRIBER),
                    List.of(
                            "\"selected\" has no offer: the cap caps#marketing-day counts over all channels;",
                            "\"nextAllowedAt\" is when every rule would agree.")),
            new Step(
                    "What is remembered of this subscriber?",
                    "/v1/subscribers/" + SUBSCRIBER + "/contacts",
                    "",
                    "",
                    List.of("the contact of the first answer, once: \"state\" says what has become of it.")));

    private Tour() {}

    /**
     * One request.
     *
     * @param question what it asks
     * @param key the idempotency key; empty for none
     * @param body the JSON to post; empty to get
     * @param lookAt what to look at in the answer
     */
    private record Step(String question, String path, String key, String body, List<String> lookAt) {

        String curl(String url) {
            StringBuilder line = new StringBuilder("curl -s ").append(url).append(path);
            if (!body.isEmpty()) {
                line.append(" -H 'Content-Type: application/json'");
                if (!key.isEmpty()) {
                    line.append(" -H 'Idempotency-Key: ").append(key).append("'");
                }
                line.append(" -d '").append(body).append("'");
            }
            return line.toString();
        }
    }

    /** Prints the requests and what to look at. */
    static void print(PrintWriter out, String url) {
        int number = 1;
        for (Step step : STEPS) {
            out.println();
            out.println(number++ + ". " + step.question());
            out.println();
            out.println("   " + step.curl(url));
            out.println();
            step.lookAt().forEach(line -> out.println("   " + line));
        }
        out.println();
        out.println("Every operation, to read and to try: " + url + "/docs");
        out.println("What Prometheus would see:           " + url + "/metrics");
        out.flush();
    }

    /** Takes the tour. */
    static void walk(NodeClient node) throws IOException, InterruptedException {
        for (Step step : STEPS) {
            if (step.body().isEmpty()) {
                node.get(step.path());
            } else {
                node.post(step.path(), "application/json", step.body());
            }
        }
    }
}
