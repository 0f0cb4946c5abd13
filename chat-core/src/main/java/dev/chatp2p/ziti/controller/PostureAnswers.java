package dev.chatp2p.ziti.controller;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers to posture queries the way the controller reads them ({@code posture-response-bulk}, seen on 1.6.0). */
final class PostureAnswers {

    private PostureAnswers() {}

    static String text(List<PostureAnswer> answers) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (PostureAnswer answer : answers) {
            ObjectNode row = rows.addObject().put("id", answer.id());
            switch (answer) {
                case PostureAnswer.OperatingSystem os ->
                    row.put("typeId", "OS").put("type", os.type()).put("version", os.version());
                case PostureAnswer.Domain domain -> row.put("typeId", "DOMAIN").put("domain", domain.domain());
                case PostureAnswer.HardwareAddresses mac -> {
                    ArrayNode addresses = row.put("typeId", "MAC").putArray("macAddresses");
                    mac.addresses().forEach(addresses::add);
                }
            }
        }
        return rows.toString();
    }
}
