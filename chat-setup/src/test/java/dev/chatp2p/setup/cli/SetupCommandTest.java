package dev.chatp2p.setup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SetupCommandTest {

    @TempDir
    private Path folder;

    private final CommandRun chat = new CommandRun();

    /** Runs setup at a controller, for anna and ben unless the arguments say otherwise. */
    private int setup(String... args) {
        List<String> all =
                new ArrayList<>(List.of("setup", "--controller-url", "ctrl:1280", "--out", folder.toString()));
        if (Collections.disjoint(List.of(args), List.of("--users", "--remove", "--reissue"))) {
            all.addAll(List.of("--users", "anna,ben"));
        }
        all.addAll(Arrays.asList(args));
        return chat.run(all.toArray(String[]::new));
    }

    @Test
    void makesEverythingWritesInvitationsAndSaysWhoCanChat() throws IOException {
        assertEquals(0, setup("--yes"), () -> chat.out() + chat.err());

        assertEquals(
                Set.of("service chat-p2p", "service policy chat-p2p-dial", "identity anna", "identity ben"),
                chat.provisioner.there);
        assertTrue(Files.exists(folder.resolve("anna.jwt")));
        assertTrue(chat.out().contains("  +  create  service         chat-p2p"), chat.out());
        assertTrue(chat.out().contains("4 to create."), chat.out());
        assertTrue(chat.out().contains("4/4  created  identity  ben"), chat.out());
        assertTrue(
                chat.out().lines().anyMatch(line -> line.startsWith("  anna    yes       yes            3")),
                chat.out());
        assertFalse(chat.out().contains("\u001b"), chat.out());
        assertEquals("", chat.err());
    }

    @Test
    void aSecondRunChangesNothingAndStillHandsOutInvitations() {
        setup("--yes");

        assertEquals(0, setup("--yes"));

        assertEquals(List.of(4), chat.provisioner.stepsOfEachApply);
        assertTrue(chat.out().contains("4 as it should be."), chat.out());
        assertTrue(chat.out().contains("invitation " + folder.resolve("ben.jwt")), chat.out());
    }

    @Test
    void planOnlyLooksAndTellsScriptsWhetherThereIsSomethingToDo() {
        assertEquals(3, setup("--plan"));
        assertEquals(Set.of(), chat.provisioner.there);
        assertFalse(Files.exists(folder.resolve("anna.jwt")));

        setup("--yes");
        assertEquals(0, setup("--plan"));
    }

    @Test
    void aConflictIsShownAndNothingIsChanged() {
        chat.provisioner.withForeign("ben");

        assertEquals(4, setup("--yes"));
        assertTrue(chat.out().contains("!  conflict"), chat.out());
        assertTrue(chat.err().contains("nothing was changed"), chat.err());
        assertEquals(List.of(), chat.provisioner.stepsOfEachApply);

        assertEquals(4, setup("--plan"));
    }

    @Test
    void askedAndDeclinedItChangesNothing() {
        chat.terminal = FakeTerminal.typing("no");

        assertEquals(5, setup());

        assertTrue(chat.out().contains("Do these 4 steps? (yes/no)"), chat.out());
        assertTrue(chat.err().contains("Nothing was changed."), chat.err());
        assertEquals(Set.of(), chat.provisioner.there);
    }

    @Test
    void askedAndAgreedToItGoesOn() {
        chat.terminal = FakeTerminal.typing("yes");

        assertEquals(0, setup());

        assertEquals(4, chat.provisioner.there.size());
    }

    @Test
    void withNobodyToAskItWantsYesOrPlan() {
        assertEquals(2, setup());

        assertTrue(chat.err().contains("--yes"), chat.err());
        assertEquals(List.of(), chat.access.asked());
    }

    @Test
    void interactiveExplainsEachStepDoesSomeAndLeavesOneOut() {
        chat.terminal = FakeTerminal.typing("", "what?", "s", "", "");

        assertEquals(5, setup("--interactive"));

        assertEquals(Set.of("service chat-p2p", "identity anna", "identity ben"), chat.provisioner.there);
        assertTrue(chat.out().contains("Step 2 of 4: create the service policy chat-p2p-dial (not there yet)"));
        assertTrue(chat.out().contains("end-to-end encryption"), chat.out());
        assertTrue(chat.out().contains("That is none of the three."), chat.out());
        assertTrue(chat.out().contains("You left something out"), chat.out());
        assertTrue(chat.terminal.unread().isEmpty());
    }

    @Test
    void interactiveCanBeQuitAndFinishedLater() {
        chat.terminal = FakeTerminal.typing("", "", "q");
        assertEquals(5, setup("--interactive"));
        assertTrue(chat.err().contains("2 of 4 steps are done"), chat.err());

        chat.terminal = FakeTerminal.typing("", "");
        assertEquals(0, setup("--interactive"));
        assertEquals(4, chat.provisioner.there.size());
    }

    @Test
    void interactiveEndsWithTheInput() {
        chat.terminal = FakeTerminal.typing("");

        assertEquals(5, setup("--interactive"));

        assertEquals(1, chat.provisioner.there.size());
    }

    @Test
    void ctrlCStopsBetweenTwoStepsAndSaysHowFarItCame() {
        chat.stopsAfter = 2;

        assertEquals(5, setup("--yes"));

        assertEquals(2, chat.provisioner.there.size());
        assertTrue(chat.err().contains("2 of 4 steps are done and stay. Run the same command again"), chat.err());
        assertFalse(Files.exists(folder.resolve("anna.jwt")));
    }

    @Test
    void aControllerThatGoesAwayHalfWayIsToldAndASecondRunFinishes() {
        chat.provisioner.failingAfter(3);

        assertEquals(1, setup("--yes"));
        assertTrue(chat.out().contains("3 of 4 steps are done and stay."), chat.out());
        assertTrue(chat.err().contains("The controller went away."), chat.err());

        assertEquals(0, setup("--yes"));
        assertEquals(List.of(4, 1), chat.provisioner.stepsOfEachApply);
    }

    @Test
    void enrollMakesIdentitiesAtOnceAndOneFailureDoesNotStopTheOthers() {
        chat.enroller.refusing("anna.json");

        assertEquals(1, setup("--yes", "--enroll"));

        assertFalse(Files.exists(folder.resolve("anna.json")));
        assertTrue(Files.exists(folder.resolve("ben.json")));
        assertFalse(Files.exists(folder.resolve("ben.jwt")));
        assertTrue(chat.out().contains("not enrolled  anna: The invitation was used already."), chat.out());
    }

    @Test
    void enrollUsesNoInvitationOfPeopleWhomSomebodyElseMade() {
        chat.provisioner.there.add("identity anna");
        chat.provisioner.invitedByOthers.add("anna");

        assertEquals(1, setup("--yes", "--enroll"));

        assertEquals(1, chat.enroller.proofs.size());
        assertFalse(Files.exists(folder.resolve("anna.json")));
        assertTrue(Files.exists(folder.resolve("ben.json")));
        assertTrue(chat.out().contains("not enrolled  anna: This command has not made this person"), chat.out());

        assertEquals(0, setup("--yes"));
        assertTrue(Files.exists(folder.resolve("anna.jwt")), "it is handed on all the same");
    }

    @Test
    void whoIsEnrolledAlreadyGetsNothingMore() {
        setup("--yes", "--enroll");
        chat.provisioner.enrolled.addAll(List.of("anna", "ben"));

        assertEquals(0, setup("--yes", "--enroll"));

        assertEquals(2, chat.enroller.proofs.size());
        assertTrue(chat.out().contains("enrolled already"), chat.out());
    }

    @Test
    void whoCannotChatIsNamedAndItIsNoSuccess() {
        chat.provisioner.withProblem("No edge router is online. Start one.");

        assertEquals(1, setup("--yes"));

        assertTrue(chat.out().contains("anna: No edge router is online. Start one."), chat.out());
    }

    @Test
    void removeTakesAwayEverythingOrSomePeople() {
        setup("--yes");

        assertEquals(0, setup("--remove", "--users", "ben", "--yes"));
        assertEquals(3, chat.provisioner.there.size());
        assertTrue(chat.out().contains("-  delete  identity  ben"), chat.out());

        assertEquals(0, setup("--remove", "--yes"));
        assertEquals(Set.of(), chat.provisioner.there);

        assertEquals(0, setup("--remove", "--yes"));
        assertTrue(chat.out().contains("nothing to remove"), chat.out());
    }

    @Test
    void reissueWritesANewInvitationAndAsksBefore() {
        setup("--yes");
        chat.terminal = FakeTerminal.typing("no");
        assertEquals(5, setup("--reissue", "anna"));

        chat.terminal = FakeTerminal.typing("yes");
        assertEquals(0, setup("--reissue", "anna"));
        assertTrue(chat.out().contains("The new invitation of anna is " + folder.resolve("anna.jwt")), chat.out());

        assertEquals(1, setup("--reissue", "zoe", "--yes"));
        assertTrue(chat.err().contains("There is nobody called zoe."), chat.err());
    }

    @Test
    void reissueDoesNotTakeTheOldIdentityAwayWhenThereIsNoRoomForTheNewOne() throws IOException {
        setup("--yes");
        chat.provisioner.enrolled.add("anna");
        Path old = Files.writeString(folder.resolve("anna.json"), "old");

        assertEquals(1, setup("--reissue", "anna", "--enroll", "--yes"));

        assertTrue(chat.provisioner.enrolled.contains("anna"), "still enrolled");
        assertTrue(chat.err().contains("anna.json"), chat.err());
        assertTrue(chat.err().contains("Nothing was changed"), chat.err());

        Files.delete(old);
        assertEquals(0, setup("--reissue", "anna", "--enroll", "--yes"));
        assertEquals("{}", Files.readString(old));
    }

    @Test
    void anInvitationThatCouldNotBeUsedAtOnceIsWritten() throws IOException {
        chat.provisioner.there.add("identity anna");
        chat.enroller.refusing("anna.json", ZitiFailure.CONTROLLER_UNREACHABLE);

        assertEquals(1, setup("--reissue", "anna", "--enroll", "--yes", "--json"));

        Path kept = folder.resolve("anna.jwt");
        assertTrue(Files.readString(kept).startsWith("ey"));
        assertTrue(chat.err().contains("The invitation is " + kept), chat.err());
        JsonNode anna = chat.json().path("people").path(0);
        assertEquals(kept.toString(), anna.path("invitation").asString());
        assertEquals("It was refused for another reason.", anna.path("problem").asString());
    }

    @Test
    void aNewInvitationReachesTheDiskEvenAfterCtrlC() throws IOException {
        chat.provisioner.there.add("identity anna");
        chat.stopsAfter = 0;

        assertEquals(0, setup("--reissue", "anna", "--yes"));
        assertTrue(Files.deleteIfExists(folder.resolve("anna.jwt")));

        assertEquals(1, setup("--reissue", "anna", "--enroll", "--yes"));
        assertTrue(Files.exists(folder.resolve("anna.jwt")));
        assertEquals(List.of(), chat.enroller.proofs, "not used up");
    }

    @Test
    void jsonIsOneDocumentAndEverythingElseGoesToTheErrorStream() {
        assertEquals(0, setup("--yes", "--json"), chat::err);

        JsonNode document = chat.json();
        assertEquals(
                "https://ctrl:1280", document.path("controller").path("address").asString());
        assertEquals("create", document.path("plan").path(0).path("action").asString());
        assertEquals(4, document.path("stepsDone").asInt());
        assertEquals(0, document.path("exitCode").asInt());
        JsonNode anna = document.path("people").path(0);
        assertEquals("anna", anna.path("name").asString());
        assertTrue(anna.path("canCall").asBoolean());
        assertEquals(
                folder.resolve("anna.jwt").toString(), anna.path("invitation").asString());
        assertEquals(FakeProvisioner.EXPIRES.toString(), anna.path("expires").asString());
        assertTrue(chat.err().contains("4/4  created"), chat.err());
    }

    @Test
    void jsonTellsFailuresToo() {
        chat.provisioner.failingAfter(1);

        assertEquals(1, setup("--yes", "--json"));

        JsonNode document = chat.json();
        assertEquals("UNREACHABLE", document.path("error").path("failure").asString());
        assertEquals(1, document.path("stepsDone").asInt());
        assertEquals(1, document.path("exitCode").asInt());
    }

    @Test
    void theTokenIsNowhereButInItsFile() {
        setup("--yes", "--json", "--verbose");

        String token = Tokens.oneTime("anna", FakeProvisioner.EXPIRES);
        assertFalse(chat.out().contains(token.substring(0, 20)), chat.out());
        assertFalse(chat.err().contains(token.substring(0, 20)), chat.err());
    }

    @Test
    void anUnknownControllerIsTrustedOnlyByAPersonOrByItsFingerprint() {
        chat.access = new FakeAccess(Trust.NEW);
        assertEquals(1, setup("--yes"));
        assertTrue(chat.err().contains("--trust"), chat.err());
        assertTrue(chat.err().contains(FakeAccess.FINGERPRINT), chat.err());
        assertEquals(List.of("probe https://ctrl:1280"), chat.access.asked());

        assertEquals(0, setup("--yes", "--trust", FakeAccess.FINGERPRINT.toLowerCase(java.util.Locale.ROOT)));
        assertTrue(chat.access.asked().contains("trust"));

        chat.access = new FakeAccess(Trust.NEW);
        chat.terminal = FakeTerminal.typing("yes");
        assertEquals(0, setup("--yes"));
        assertTrue(chat.access.asked().contains("trust"));

        chat.access = new FakeAccess(Trust.NEW);
        chat.terminal = FakeTerminal.typing("");
        assertEquals(5, setup("--yes"));
        assertEquals(List.of("probe https://ctrl:1280"), chat.access.asked());
    }

    @Test
    void anotherAuthorityThanTheOneRememberedIsAWarning() {
        chat.access = new FakeAccess(Trust.CHANGED);
        chat.terminal = FakeTerminal.typing("no");

        assertEquals(5, setup("--yes"));

        assertTrue(chat.out().contains("WARNING"), chat.out());
    }

    @Test
    void aFingerprintThatDoesNotFitIsRefusedEvenFromAKnownController() {
        assertEquals(1, setup("--yes", "--trust", "0".repeat(64)));
        assertEquals(List.of("probe https://ctrl:1280"), chat.access.asked());

        assertEquals(2, setup("--yes", "--trust", "12:34"));
    }

    @Test
    void thePasswordComesFromTheOptionTheEnvironmentOrThePerson() {
        chat.environment.clear();
        assertEquals(0, setup("--yes", "-p", "secret"));
        assertEquals(1, setup("--yes", "-p", "wrong"));
        assertTrue(chat.err().contains("The name or the password is wrong."), chat.err());

        assertEquals(2, setup("--yes"));
        assertTrue(chat.err().contains("CHAT_ADMIN_PASSWORD"), chat.err());

        chat.terminal = FakeTerminal.typing("secret");
        assertEquals(0, setup("--yes"));
        assertEquals(1, chat.terminal.secretsAsked());

        chat.environment.put("CHAT_ADMIN_PASSWORD", "wrong");
        chat.terminal = FakeTerminal.typing("secret");
        assertEquals(0, setup("--yes", "-p"));
        assertFalse(chat.out().contains("secret"), chat.out());
    }

    @Test
    void anAdministratorMayLogInWithAnIdentityButNotWithBoth() {
        chat.environment.clear();

        assertEquals(0, setup("--yes", "--admin-identity", "admin.json"));
        assertTrue(chat.access.asked().contains("log in Identity[file=admin.json]"));

        assertEquals(2, setup("--yes", "--admin-identity", "admin.json", "-u", "admin"));
    }

    @Test
    void aSecondFactorComesFromTheOptionAndThenFromThePerson() {
        chat.access.wanting("123456");
        assertEquals(0, setup("--yes", "--totp", "123456"));

        assertEquals(1, setup("--yes"));
        assertTrue(chat.err().contains("--totp"), chat.err());

        chat.terminal = FakeTerminal.typing("000000", "123456");
        assertEquals(0, setup("--yes"));
        assertTrue(chat.out().contains("That code was wrong."), chat.out());
    }

    @Test
    void theAddressIsAskedForOrMustBeGiven() {
        chat.terminal = FakeTerminal.typing("");
        assertEquals(3, chat.run("setup", "--plan"));
        assertTrue(chat.access.asked().contains("probe https://localhost:1280"));

        chat.terminal = FakeTerminal.nobody();
        assertEquals(2, chat.run("setup", "--plan"));
        assertTrue(chat.err().contains("--controller-url"), chat.err());
    }

    @Test
    void aWrongAddressIsASentence() {
        assertEquals(2, chat.run("setup", "--controller-url", "http://ctrl:1280", "--yes"));
        assertTrue(chat.err().contains("https, not http"), chat.err());

        assertEquals(1, chat.run("setup", "--controller-url", "nowhere:1", "--plan"));
        assertTrue(chat.err().contains("No controller answers at nowhere."), chat.err());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "folders have other rights there")
    void aFolderThatCannotBeWrittenToIsToldBeforeAnythingIsChanged() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");

        assertEquals(
                1,
                chat.run(
                        "setup",
                        "--controller-url",
                        "ctrl:1280",
                        "--yes",
                        "--out",
                        file.resolve("in").toString()));

        assertTrue(chat.err().contains("--out"), chat.err());
        assertEquals(List.of(), chat.access.asked());
    }

    @Test
    void invitationsThatCannotBeWrittenAreToldAndASecondRunCompletes() throws IOException {
        Path out = folder.resolve("out");
        chat.provisioner.beforeInvitations = () -> {
            Files.delete(out);
            Files.writeString(out, "no folder any more");
        };
        String[] command = {"setup", "--controller-url", "ctrl:1280", "--users", "ben", "--yes", "--out", out.toString()
        };
        assertEquals(1, chat.run(command));
        assertTrue(chat.err().contains("could not be saved"), chat.err());

        chat.provisioner.beforeInvitations = () -> {};
        Files.delete(out);
        assertEquals(0, chat.run(command));
        assertTrue(Files.exists(out.resolve("ben.jwt")));
    }

    @Test
    void peopleWhoseNamesAreOneToAFileSystemGetAFileEach() {
        assertEquals(0, setup("--users", "a/b,a:b", "--yes", "--enroll"));

        assertTrue(Files.exists(folder.resolve("a_b.json")));
        assertTrue(Files.exists(folder.resolve("a_b-2.json")));
    }

    @Test
    void contradictionsAreRefusedBeforeAnythingHappens() {
        for (String[] args : new String[][] {
            {"--remove", "--reissue", "anna"},
            {"--remove", "--enroll", "--yes"},
            {"--reissue", "anna", "--users", "anna"},
            {"--reissue", "anna", "--plan"},
            {"--interactive", "--yes"},
            {"--interactive"},
            {"--users", "anna,,ben", "--yes"},
            {"--users", "anna,Anna", "--yes"},
            {"--users", "an\u202Ena", "--remove", "--yes"},
            {"--reissue", "a\u0007b", "--yes"},
            {"--service", " ", "--yes"}
        }) {
            assertEquals(2, setup(args), () -> String.join(" ", args));
        }
        assertEquals(List.of(), chat.access.asked());
    }

    @Test
    void foreignTextCannotCommandTheTerminal() {
        chat.provisioner.there.add("identity \u001b[2J\u202Eevil");

        assertEquals(3, setup("--remove", "--plan"));

        assertFalse(chat.out().contains("\u001b"), chat.out());
        assertFalse(chat.out().contains("\u202E"), chat.out());
        assertTrue(chat.out().contains("evil"), chat.out());
    }

    @Test
    void coloursAreOnlyForTerminalsThatWantThem() {
        chat.terminal = FakeTerminal.colourful();

        setup("--plan");

        assertTrue(chat.out().contains("\u001b[32m"), chat.out());
        assertTrue(chat.out().contains("+  create"), chat.out());
    }
}
