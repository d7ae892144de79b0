package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.model.Slot;
import io.tact.policy.PolicyRule;
import io.tact.policy.Situation;
import java.util.Collection;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;

/**
 * DRL that was printed, compiled by Drools as it stands. It is Tact's own text, no author's: it names facts and verdicts that
 * authors do not have (Policy, Exempt, the table), so it cannot pass their grammar, and is compiled outside the cage.
 */
final class PrintedRules implements AutoCloseable {
    private static int builds;

    private final ReleaseId releaseId;
    private final KieContainer container;

    PrintedRules(String drl) {
        KieServices services = KieServices.get();
        builds++;
        releaseId = services.newReleaseId("tact.printed", "tables", "1." + builds);
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(releaseId);
        files.write("src/main/resources/tact/tables/tables.drl", drl);
        var results = services.newKieBuilder(files)
                .buildAll(ExecutableModelProject.class)
                .getResults();
        if (results.hasMessages(Message.Level.ERROR)) {
            String said = results.getMessages().toString();
            throw new AssertionError(said.substring(0, Math.min(2000, said.length())) + "\nof\n" + drl);
        }
        container = services.newKieContainer(releaseId);
    }

    /** @param rows the rows of contact policy that were printed */
    TableVerdicts decide(Facts facts, Situation situation, List<PolicyRule> rows, Collection<Slot> slots) {
        TableVerdicts table = new TableVerdicts();
        KieSession session = container.getKieBase().newKieSession();
        try {
            session.setGlobal("table", table);
            session.insert(facts.request());
            session.insert(facts.profile());
            Policy.inEveryZone(situation, rows).forEach(session::insert);
            slots.forEach(session::insert);
            session.fireAllRules();
            return table;
        } finally {
            session.dispose();
        }
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(releaseId);
    }
}
