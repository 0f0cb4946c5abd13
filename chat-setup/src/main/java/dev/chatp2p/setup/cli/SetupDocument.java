package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.plan.PersonReport;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened, for programs: one JSON document. Names are as the controller has them. Holds no secrets. */
final class SetupDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode root = JSON.createObjectNode();

    void controller(PresentedController controller) {
        root.putObject("controller")
                .put("address", controller.address().toString())
                .put("version", controller.version())
                .put("fingerprint", controller.fingerprint());
    }

    void plan(Plan plan) {
        root.put("service", plan.service());
        ArrayNode steps = root.putArray("plan");
        for (PlanStep step : plan.steps()) {
            steps.addObject()
                    .put("action", StepWords.word(step.action()))
                    .put("kind", step.kind().words())
                    .put("name", step.name())
                    .put("reason", step.reason());
        }
    }

    void stepsDone(int done) {
        root.put("stepsDone", done);
    }

    void people(List<PersonReport> reports, Map<String, Handout.Item> handedOut) {
        ArrayNode people = root.putArray("people");
        for (PersonReport report : reports) {
            ObjectNode person = people.addObject()
                    .put("name", report.name())
                    .put("canCall", report.canCall())
                    .put("canBeCalled", report.canBeCalled())
                    .put("routersOnline", report.routersOnline())
                    .put("enrolled", report.enrolled());
            report.problem().ifPresent(problem -> person.put("problem", problem));
            Optional.ofNullable(handedOut.get(report.name())).ifPresent(item -> put(person, item));
        }
    }

    /** Somebody who got a new invitation. */
    void reissued(Handout.Item item) {
        ObjectNode person = root.putArray("people").addObject();
        person.put("name", item.person().name());
        put(person, item);
    }

    private static void put(ObjectNode person, Handout.Item item) {
        item.invitation()
                .ifPresent(file -> person.put("invitation", file.toString())
                        .put("expires", item.person().expires().toString()));
        item.identity()
                .ifPresent(file -> person.put("identity", file.toString()).put("enrolled", true));
        item.problem().ifPresent(problem -> person.put("problem", problem));
    }

    void error(String failure, String sentence) {
        root.putObject("error").put("failure", failure).put("sentence", sentence);
    }

    /** The whole document. */
    String finish(int exitCode) {
        root.put("exitCode", exitCode);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
