package dev.chatp2p.core.directory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Contact.Answering;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.peer.StoredContactService;
import dev.chatp2p.core.settings.ChatSettings.Network;
import dev.chatp2p.core.settings.SettingsStore;
import dev.chatp2p.core.settings.StoredSettingsService;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.rest.FakeRestApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedDirectoriesTest {

    private static final PeerId ANN = new PeerId("ann");
    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId US = new PeerId("us");
    private static final TestPki AUTHORITY = new TestPki("directories");

    @TempDir
    private Path folder;

    private final VirtualTimers timers = new VirtualTimers();
    private final StoredSettingsService settings = new StoredSettingsService(SettingsStore.none());
    private final StoredContactService contacts = new StoredContactService(ContactStore.none());
    private final FakeDirectoryServer server = new FakeDirectoryServer(AUTHORITY);
    private final Set<PeerId> talkedTo = ConcurrentHashMap.newKeySet();
    private volatile Optional<PeerId> self = Optional.of(US);
    private PollingSharedDirectories directories = start();

    private PollingSharedDirectories start() {
        return PollingSharedDirectories.start(
                settings,
                contacts,
                talkedTo::contains,
                () -> self,
                folder == null ? DirectoryCache.none() : new FolderDirectoryCache(folder.resolve("copies")),
                new DirectoryWeb(Optional.of(AUTHORITY.serverContext(AUTHORITY.issue("us"))), Duration.ofSeconds(20)),
                timers);
    }

    @AfterEach
    void close() {
        directories.close();
        settings.close();
        contacts.close();
        server.close();
    }

    @Test
    void whoeverAFileListsIsAKnownContactUnderTheNameInIt() throws Exception {
        use(file("a.json", person("ann", "Ann Archer", "Cook") + "," + person("us", "We", "")));
        await().until(() -> contacts.contact(ANN).known());
        assertEquals(new Contact(ANN, true, Answering.ASK, "Ann Archer", "Cook", ""), contacts.contact(ANN));
        assertEquals(Set.of(ANN), listed());
        await().until(() -> !status().reading());
        assertEquals(2, status().people());
        assertEquals(Optional.of(timers.instant()), status().asOf());
        assertEquals(Optional.empty(), status().problem());
    }

    @Test
    void whatThePersonHasNotedComesFirstAndStays() throws Exception {
        contacts.change(ANN, contact -> contact.withDisplayName("Sis").withNotes("birthday in May"));
        String file = file("a.json", person("ann", "Ann Archer", "Cook"));
        use(file);
        await().until(() -> contacts.contact(ANN).known());
        assertEquals(new Contact(ANN, true, Answering.ASK, "Sis", "Cook", "birthday in May"), contacts.contact(ANN));
        use();
        await().until(() -> !contacts.contact(ANN).known());
        assertEquals(new Contact(ANN, false, Answering.ASK, "Sis", "", "birthday in May"), contacts.contact(ANN));
    }

    @Test
    void whoeverIsListedNoLongerGoesUnlessThereWasSomethingWithThem() throws Exception {
        PeerId called = new PeerId("called");
        PeerId met = new PeerId("met");
        PeerId blocked = new PeerId("blocked");
        use(file(
                "a.json",
                person("ann", "Ann", "") + "," + person("called", "Cal", "") + "," + person("met", "Mo", "") + ","
                        + person("blocked", "Blo", "")));
        await().until(() -> listed().size() == 4);
        contacts.change(called, contact -> contact.withKnown(true));
        contacts.change(blocked, contact -> contact.withAnswering(Answering.BLOCKED));
        talkedTo.add(met);
        use();
        await().until(() -> listed().equals(Set.of(called, met, blocked)));
        assertTrue(contacts.contact(called).known());
        assertTrue(contacts.contact(met).known());
        assertTrue(contacts.contact(blocked).blocked());
        assertFalse(contacts.contact(blocked).known());
        assertEquals(Contact.unknown(ANN), contacts.contact(ANN));
    }

    @Test
    void aFileIsReadAgainOnceItHasChanged() throws Exception {
        use(file("a.json", person("ann", "Ann", "")));
        await().until(() -> listed().equals(Set.of(ANN)));
        file("a.json", person("bob", "Bob", ""));
        Files.setLastModifiedTime(folder.resolve("a.json"), FileTime.fromMillis(1));
        turnUntilNextReading(FileDirectory.PAUSE);
        await().until(() -> listed().equals(Set.of(BOB)));
    }

    @Test
    void theLastGoodCopyStaysWhenTheDirectoryIsDamagedOrGone() throws Exception {
        String file = file("a.json", person("ann", "Ann", ""));
        use(file);
        await().until(() -> listed().equals(Set.of(ANN)));
        Files.writeString(folder.resolve("a.json"), "<html>");
        turnUntilNextReading(FileDirectory.PAUSE);
        await().until(() -> problem().equals(Optional.of(Kind.NOT_A_DIRECTORY)));
        Files.delete(folder.resolve("a.json"));
        turnUntilNextReading(FileDirectory.PAUSE);
        await().until(() -> problem().equals(Optional.of(Kind.NO_FILE)));
        assertEquals(Set.of(ANN), listed());
        assertEquals(1, status().people());
        file("a.json", person("bob", "Bob", ""));
        turnUntilNextReading(FileDirectory.PAUSE);
        await().until(() -> listed().equals(Set.of(BOB)));
        assertEquals(Optional.empty(), problem());
    }

    @Test
    void anAddressIsAskedEveryHalfHourAndSoonerAfterAFailure() {
        server.has("p.json", "\"1\"", "[" + person("ann", "Ann", "") + "]");
        use(server.at("p.json"));
        await().until(() -> listed().equals(Set.of(ANN)));
        server.on("p.json", FakeRestApi.reply(503, ""));
        turnUntilNextReading(WebDirectory.PAUSE.minusSeconds(1));
        assertEquals(1, server.requests().size());
        timers.advance(Duration.ofSeconds(1));
        await().until(() -> problem().equals(Optional.of(Kind.REFUSED)));
        server.has("p.json", "\"2\"", "[" + person("bob", "Bob", "") + "]");
        turnUntilNextReading(PollingSharedDirectories.RETRY_PAUSE);
        await().until(() -> listed().equals(Set.of(BOB)));
    }

    @Test
    void whatFailedIsTriedAgainWhenWeComeOnline() {
        server.on("p.json", FakeRestApi.reply(503, ""));
        use(server.at("p.json"));
        await().until(() -> problem().equals(Optional.of(Kind.REFUSED)));
        server.has("p.json", "\"2\"", "[" + person("bob", "Bob", "") + "]");
        directories.online();
        await().until(() -> listed().equals(Set.of(BOB)));
        directories.online();
        directories.refresh();
        await().until(() -> server.requests().size() == 3);
    }

    @Test
    void weAreTakenFromTheListOnceItIsKnownWhoWeAre() throws Exception {
        self = Optional.empty();
        use(file("a.json", person("us", "We", "") + "," + person("ann", "Ann", "")));
        await().until(() -> listed().equals(Set.of(US, ANN)));
        self = Optional.of(US);
        directories.online();
        await().until(() -> listed().equals(Set.of(ANN)));
    }

    @Test
    void ofSomebodyInSeveralDirectoriesTheFirstCounts() throws Exception {
        String first = file("a.json", person("ann", "Ann", "Cook"));
        String second = file("b.json", person("ann", "Anna", "Boss") + "," + person("bob", "Bob", ""));
        use(first, second);
        await().until(() -> listed().equals(Set.of(ANN, BOB))
                && contacts.contact(ANN).title().equals("Cook"));
        use(second, first);
        await().until(() -> contacts.contact(ANN).title().equals("Boss"));
        use(second);
        await().until(() -> directories.statuses().size() == 1);
        assertEquals(Set.of(ANN, BOB), listed());
    }

    @Test
    void theCopyOfAnEarlierRunServesUntilTheServerAnswers() throws Exception {
        directories.close();
        directories = start();
        server.has("p.json", "\"1\"", "[" + person("ann", "Ann", "") + "]");
        use(server.at("p.json"));
        await().until(() -> listed().equals(Set.of(ANN)));
        directories.close();
        contacts.list(Map.of(), id -> false);
        server.on("p.json", FakeRestApi.reply(503, ""));
        directories = start();
        await().until(() -> problem().equals(Optional.of(Kind.REFUSED)));
        await().until(() -> listed().equals(Set.of(ANN)));
        assertTrue(status().asOf().isPresent());
        assertEquals(1, copies());
        use();
        await().until(() -> listed().isEmpty());
        await().until(() -> copies() == 0);
    }

    @Test
    void addressesThatCannotBeUsedAreToldAndNotAsked() {
        use("http://127.0.0.1/p.json", "", server.at("p.json"));
        await().until(() -> directories.statuses().size() == 3);
        assertEquals(
                List.of(Kind.ADDRESS, Kind.ADDRESS),
                directories.statuses().stream()
                        .limit(2)
                        .map(status -> status.problem().orElseThrow().kind())
                        .toList());
    }

    @Test
    void observersHearOfEveryStep() throws Exception {
        List<List<DirectoryStatus>> heard = new CopyOnWriteArrayList<>();
        directories.observe(heard::add);
        await().until(() -> heard.equals(List.of(List.of())));
        use(file("a.json", person("ann", "Ann", "") + ",{}"));
        await().until(() -> heard.size() == 3);
        assertTrue(heard.get(1).getFirst().reading());
        DirectoryStatus last = heard.get(2).getFirst();
        assertFalse(last.reading());
        assertEquals(1, last.people());
        assertEquals(1, last.passedOver().withoutIdentity());
        use();
        await().until(() -> heard.getLast().isEmpty());
    }

    @Test
    void closingLeavesTheContactsAndEndsWhatIsUnderWay() throws Exception {
        server.on("p.json", exchange -> {}); // never answers
        use(file("a.json", person("ann", "Ann", "")), server.at("p.json"));
        await().until(() -> listed().equals(Set.of(ANN)) && server.requests().size() == 1);
        directories.close();
        assertEquals(Set.of(ANN), listed());
        await().until(() -> timers.waiting() == 0);
    }

    private void use(String... addresses) {
        settings.change(now -> now.with(new Network(Optional.empty(), Optional.empty(), List.of(addresses))));
    }

    /** Waits until nothing is being read, then turns the clock. */
    private void turnUntilNextReading(Duration pause) {
        await().until(() ->
                directories.statuses().stream().noneMatch(DirectoryStatus::reading) && timers.waiting() > 0);
        timers.advance(pause);
    }

    private DirectoryStatus status() {
        return directories.statuses().getFirst();
    }

    private Optional<Kind> problem() {
        return directories.statuses().stream()
                .findFirst()
                .flatMap(DirectoryStatus::problem)
                .map(DirectoryProblem::kind);
    }

    private long copies() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("copies"))) {
            return files.count();
        }
    }

    private Set<PeerId> listed() {
        return contacts.contacts().stream().map(Contact::id).collect(Collectors.toSet());
    }

    private String file(String name, String people) throws Exception {
        return Files.writeString(folder.resolve(name), "{\"version\":1,\"people\":[" + people + "]}")
                .toString();
    }

    private static String person(String identity, String name, String title) {
        return "{\"identity\":\"%s\",\"name\":\"%s\",\"title\":\"%s\"}".formatted(identity, name, title);
    }
}
