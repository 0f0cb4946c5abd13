package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.ManagementHttp.Answer;
import dev.chatp2p.setup.management.ManagementHttp.Call;
import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.rest.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Edge Management API of a controller (1.1 to 2.x), as far as setting up the chat needs it. Any thread. */
public final class ManagementClient implements Management {
    /** The most the controller gives per page; without it, pages have 10 rows. */
    private static final int PAGE = 500;

    private static final int MAX_ROWS = 100_000;
    private static final int MAX_NAME_SHOWN = 60;

    private final ManagementHttp http;
    private final AdminSession session;
    private final String version;
    private final InstantSource clock;

    ManagementClient(ManagementHttp http, AdminSession session, String version, InstantSource clock) {
        this.http = http;
        this.session = session;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public String controllerVersion() {
        return version;
    }

    @Override
    public <E extends Entity> List<E> findByName(EntityKind<E> kind, Collection<String> names)
            throws SetupException, InterruptedException {
        Set<String> wanted = Set.copyOf(names);
        Map<String, E> found = new LinkedHashMap<>();
        for (String filter : Filters.names(names)) {
            for (E entity : list(kind, filter)) {
                if (wanted.contains(entity.name())) {
                    found.put(entity.id(), entity);
                }
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public <E extends Entity> List<E> findByTag(EntityKind<E> kind, String tag, String value)
            throws SetupException, InterruptedException {
        return matching(
                list(kind, Filters.tag(tag, value).orElse("")),
                entity -> value.equals(entity.tags().get(tag)));
    }

    @Override
    public List<IdentityEntity> identitiesWithRole(String roleAttribute) throws SetupException, InterruptedException {
        return matching(
                list(EntityKind.IDENTITY, Filters.roleAttribute(roleAttribute).orElse("")),
                identity -> identity.roleAttributes().contains(roleAttribute));
    }

    @Override
    public <E extends Entity> List<E> all(EntityKind<E> kind) throws SetupException, InterruptedException {
        return list(kind, "");
    }

    @Override
    public List<TerminatorEntry> terminators(String serviceId) throws SetupException, InterruptedException {
        List<TerminatorEntry> terminators = new ArrayList<>();
        String path = "/services/" + pathId(serviceId) + "/terminators?";
        for (JsonNode row : rows(path, "list who hosts the service")) {
            terminators.add(new TerminatorEntry(
                    Json.id(row, "id"), serviceId, row.path("identity").stringValue(""), Json.id(row, "routerId")));
        }
        return List.copyOf(terminators);
    }

    @Override
    public <E extends Entity> String create(EntityKind<E> kind, E entity) throws SetupException, InterruptedException {
        String doing = "create the " + kind.words() + " " + shown(entity.name());
        return Json.id(post("/" + kind.path(), EntityJson.creation(entity), doing), "id");
    }

    @Override
    public <E extends Entity> void change(EntityKind<E> kind, E entity) throws SetupException, InterruptedException {
        String doing = "change the " + kind.words() + " " + shown(entity.name());
        String path = path(kind, entity.id());
        ObjectNode difference = EntityJson.difference(get(path, doing), entity);
        if (!difference.isEmpty()) {
            checked(session.ask(new Call("PATCH", path, JsonText.of(difference), Map.of()), doing), doing);
        }
    }

    @Override
    public void delete(EntityKind<?> kind, String id) throws SetupException, InterruptedException {
        delete(path(kind, id), "delete the " + kind.words());
    }

    @Override
    public IdentityEntity identity(String id) throws SetupException, InterruptedException {
        return EntityJson.read(EntityKind.IDENTITY, get(path(EntityKind.IDENTITY, id), "show the identity"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Deletes what was issued and makes a new enrolment. The controller's own ways are not used: refreshing an enrolment
     * keeps the old token valid on 1.1.15 and writes a token into the JWT that is void on 1.6.0, and re-enrolling an
     * authenticator may ask for the certificate of another CA. Broken off half way, a second run completes it.
     */
    @Override
    public PendingInvitation reissue(String identityId, Duration validFor) throws SetupException, InterruptedException {
        String doing = "issue the invitation anew";
        String identity = path(EntityKind.IDENTITY, identityId);
        if (get(identity, doing).path("isDefaultAdmin").asBoolean(false)) {
            throw new SetupException(
                    SetupFailure.REFUSED,
                    "This identity is the controller's first administrator; a new invitation would take its login away."
                            + " Choose another one.");
        }
        for (String issued : List.of("/enrollments", "/authenticators")) {
            for (JsonNode row : rows(identity + issued + "?", doing)) {
                delete(issued + "/" + Json.id(row, "id"), doing);
            }
        }
        ObjectNode wanted = JsonText.object()
                .put("method", "ott")
                .put("identityId", identityId)
                .put(
                        "expiresAt",
                        clock.instant()
                                .plus(validFor)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        String enrollment = Json.id(post("/enrollments", wanted, doing), "id");
        return EntityJson.invitation(get("/enrollments/" + enrollment, doing));
    }

    @Override
    public PolicyAdvice advise(String identityId, String serviceId) throws SetupException, InterruptedException {
        JsonNode advice = get(
                path(EntityKind.IDENTITY, identityId) + "/policy-advice/" + pathId(serviceId), "check the policies");
        JsonNode routers = advice.path("commonRouters");
        int online = (int) routers.valueStream()
                .filter(router -> router.path("isOnline").asBoolean(false))
                .count();
        return new PolicyAdvice(
                advice.path("isDialAllowed").asBoolean(false),
                advice.path("isBindAllowed").asBoolean(false),
                routers.size(),
                online);
    }

    /** The token with which certificates of a CA that the network knows enrol by themselves ({@code GET /cas/{id}/jwt}). */
    public String caToken(String caId) throws SetupException, InterruptedException {
        String doing = "give the token of the CA";
        return checked(session.ask(Call.get("/cas/" + pathId(caId) + "/jwt"), doing), doing)
                .body()
                .strip();
    }

    /** Lets an identity log in no more until it is enabled; ends its sessions. */
    public void disable(String identityId) throws SetupException, InterruptedException {
        // Zero minutes means: until it is enabled again.
        switchIdentity(identityId, "disable", JsonText.object().put("durationMinutes", 0));
    }

    public void enable(String identityId) throws SetupException, InterruptedException {
        switchIdentity(identityId, "enable", JsonText.object());
    }

    /** The answer is empty. */
    private void switchIdentity(String id, String verb, ObjectNode body) throws SetupException, InterruptedException {
        Call call = new Call("POST", path(EntityKind.IDENTITY, id) + "/" + verb, JsonText.of(body), Map.of());
        checked(session.ask(call, verb + " it"), verb + " it");
    }

    @Override
    public void close() {
        session.logOut();
        http.close();
    }

    private <E extends Entity> List<E> list(EntityKind<E> kind, String filter)
            throws SetupException, InterruptedException {
        List<E> entities = new ArrayList<>();
        String path = "/" + kind.path() + "?" + (filter.isEmpty() ? "" : "filter=" + filter + "&");
        for (JsonNode row : rows(path, "list entities of the kind “" + kind.words() + "”")) {
            entities.add(EntityJson.read(kind, row));
        }
        return List.copyOf(entities);
    }

    /** All pages of a list. {@code path} ends where the paging parameters go on. */
    private Collection<JsonNode> rows(String path, String doing) throws SetupException, InterruptedException {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        int asked = 0;
        while (true) {
            JsonNode answer =
                    envelope(session.ask(Call.get(path + "limit=" + PAGE + "&offset=" + asked), doing), doing);
            JsonNode page = answer.path("data");
            if (!page.isArray()) {
                throw Json.odd("data");
            }
            int before = rows.size();
            for (JsonNode row : page) {
                rows.put(Json.id(row, "id"), row);
            }
            asked += page.size();
            JsonNode total = answer.path("meta").path("pagination").path("totalCount");
            boolean more = total.isInt() ? asked < total.intValue() : page.size() >= PAGE;
            if (page.isEmpty() || !more) {
                return rows.values();
            }
            if (rows.size() == before || rows.size() > MAX_ROWS) {
                throw Json.odd("a list has no end");
            }
        }
    }

    private JsonNode get(String path, String doing) throws SetupException, InterruptedException {
        return data(envelope(session.ask(Call.get(path), doing), doing));
    }

    private JsonNode post(String path, ObjectNode body, String doing) throws SetupException, InterruptedException {
        return data(envelope(session.ask(new Call("POST", path, JsonText.of(body), Map.of()), doing), doing));
    }

    private void delete(String path, String doing) throws SetupException, InterruptedException {
        Answer answer = session.ask(new Call("DELETE", path, "", Map.of()), doing);
        if (!ManagementRefusals.isGone(answer)) {
            checked(answer, doing);
        }
    }

    private Answer checked(Answer answer, String doing) throws SetupException {
        if (!answer.isSuccess()) {
            throw ManagementRefusals.explain(answer, http.who(), doing);
        }
        return answer;
    }

    private JsonNode envelope(Answer answer, String doing) throws SetupException {
        return JsonText.parse(checked(answer, doing).body()).orElseThrow(() -> Json.odd("no JSON"));
    }

    private static JsonNode data(JsonNode envelope) throws SetupException {
        JsonNode data = envelope.path("data");
        if (!data.isObject()) {
            throw Json.odd("data");
        }
        return data;
    }

    private static <E> List<E> matching(List<E> all, Predicate<E> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static String path(EntityKind<?> kind, String id) {
        return "/" + kind.path() + "/" + pathId(id);
    }

    /** Ids come from the controller, where they were checked; anything else must not get into a URL. */
    private static String pathId(String id) {
        if (!Json.isId(id)) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }

    private static String shown(String name) {
        return "“" + ForeignText.line(name, MAX_NAME_SHOWN) + "”";
    }
}
