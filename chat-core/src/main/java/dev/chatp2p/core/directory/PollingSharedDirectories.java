package dev.chatp2p.core.directory;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.directory.DirectorySource.Copy;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Listing;
import dev.chatp2p.core.peer.Listings;
import dev.chatp2p.core.settings.SettingsService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the directories of the settings at the start, when the settings change and from time to time: a file when it has
 * changed, an address every half hour. Of somebody in several of them the first in the order of the settings counts.
 */
public final class PollingSharedDirectories implements SharedDirectories {

    private static final Logger LOG = LoggerFactory.getLogger(PollingSharedDirectories.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** After a failure, if the directory is not read more often anyhow. */
    static final Duration RETRY_PAUSE = Duration.ofMinutes(5);

    private final Listings listings;
    private final Predicate<PeerId> keeps;
    private final Supplier<Optional<PeerId>> self;
    private final DirectoryCache cache;
    private final DirectoryWeb web;
    private final Timers timers;
    private final Lane lane = new Lane("shared-directories");
    private final Observers<List<DirectoryStatus>> observers = new Observers<>(lane);

    /** Written by the lane, read by anyone. */
    private volatile List<DirectoryStatus> statuses = List.of();

    // The fields below are confined to the lane, but for the start.
    private List<Directory> directories = List.of();
    private Map<PeerId, Listing> listed = Map.of();
    private Subscription settingsChanges = () -> {};
    private boolean closed;

    private PollingSharedDirectories(
            Listings listings,
            Predicate<PeerId> keeps,
            Supplier<Optional<PeerId>> self,
            DirectoryCache cache,
            DirectoryWeb web,
            Timers timers) {
        this.listings = listings;
        this.keeps = keeps;
        this.self = self;
        this.cache = cache;
        this.web = web;
        this.timers = timers;
    }

    /**
     * Starts reading.
     *
     * @param settings where the directories stand
     * @param listings gets whoever they list
     * @param keeps who stays known when no directory lists them any more, see {@link Listings#list}
     * @param self who we are, as soon as that is known: we are never listed
     */
    public static PollingSharedDirectories start(
            SettingsService settings,
            Listings listings,
            Predicate<PeerId> keeps,
            Supplier<Optional<PeerId>> self,
            DirectoryCache cache,
            Timers timers) {
        return start(settings, listings, keeps, self, cache, new DirectoryWeb(Optional.empty(), ANSWER_LIMIT), timers);
    }

    static PollingSharedDirectories start(
            SettingsService settings,
            Listings listings,
            Predicate<PeerId> keeps,
            Supplier<Optional<PeerId>> self,
            DirectoryCache cache,
            DirectoryWeb web,
            Timers timers) {
        PollingSharedDirectories started = new PollingSharedDirectories(listings, keeps, self, cache, web, timers);
        started.lane.execute(() -> started.settingsChanges = settings.observe(
                now -> started.lane.execute(() -> started.use(now.network().directories()))));
        return started;
    }

    @Override
    public List<DirectoryStatus> statuses() {
        return statuses;
    }

    @Override
    public Subscription observe(Consumer<List<DirectoryStatus>> observer) {
        return observers.subscribe(() -> List.of(statuses), observer);
    }

    @Override
    public void refresh() {
        lane.execute(() -> directories.forEach(Directory::read));
    }

    /** To be called when we are on the network (again): tries what failed before, and knows who we are. */
    public void online() {
        lane.execute(() -> {
            directories.stream().filter(Directory::failed).forEach(Directory::read);
            list();
        });
    }

    @Override
    public void close() {
        lane.execute(() -> {
            closed = true;
            settingsChanges.close();
            directories.forEach(Directory::stop);
        });
        lane.close();
        web.close();
    }

    private void use(List<String> addresses) {
        if (closed) {
            return;
        }
        Map<String, Directory> before =
                directories.stream().collect(Collectors.toMap(directory -> directory.address, Function.identity()));
        List<String> wanted = addresses.stream().distinct().toList();
        if (wanted.equals(
                directories.stream().map(directory -> directory.address).toList())) {
            if (wanted.isEmpty()) {
                cache.keepOnly(wanted);
            }
            return;
        }
        directories = wanted.stream()
                .map(address -> Optional.ofNullable(before.remove(address)).orElseGet(() -> new Directory(address)))
                .toList();
        before.values().forEach(Directory::stop);
        cache.keepOnly(wanted);
        directories.stream().filter(Directory::isNew).forEach(Directory::read);
        tell();
        list();
    }

    private void tell() {
        List<DirectoryStatus> next =
                directories.stream().map(directory -> directory.status).toList();
        if (!next.equals(statuses)) {
            statuses = next;
            observers.publish(next);
        }
    }

    private void list() {
        SequencedMap<PeerId, Listing> people = new LinkedHashMap<>();
        Optional<PeerId> ourselves = self.get();
        for (Directory directory : directories) {
            directory.document.ifPresent(document -> document.people().forEach((id, listing) -> {
                if (people.size() < DirectoryDocument.MAX_PEOPLE
                        && ourselves.filter(id::equals).isEmpty()) {
                    people.putIfAbsent(id, listing);
                }
            }));
        }
        if (!people.equals(listed)) {
            listed = people;
            listings.list(people, keeps);
        }
    }

    /** One directory of the settings; confined to the lane but for its reading thread, which touches only the source. */
    private final class Directory {
        private final String address;
        private DirectoryStatus status;
        private Optional<DirectoryDocument> document = Optional.empty();
        private @Nullable DirectorySource source;
        private @Nullable Thread reading;
        private Subscription next = () -> {};
        private boolean stopped;

        private Directory(String address) {
            this.address = address;
            this.status = DirectoryStatus.of(address);
        }

        private boolean isNew() {
            return source == null && status.problem().isEmpty();
        }

        private boolean failed() {
            return status.problem().isPresent();
        }

        private void read() {
            if (reading != null || stopped) {
                return;
            }
            next.close();
            boolean first = source == null;
            try {
                DirectorySource from = source();
                status = status.started();
                reading = Thread.ofVirtual().name("shared-directory-read").start(() -> {
                    if (first) {
                        readKept();
                    }
                    Runnable outcome = outcome(from);
                    lane.execute(() -> ended(from, outcome));
                });
            } catch (DirectoryException e) {
                status = status.ended(Optional.of(e.problem()));
            }
            tell();
        }

        private DirectorySource source() throws DirectoryException {
            DirectorySource made = source;
            if (made == null) {
                made = switch (DirectoryAddress.of(address)) {
                    case DirectoryAddress.LocalFile file -> new FileDirectory(file.path());
                    case DirectoryAddress.Web at -> web.directory(at.uri());
                };
                source = made;
            }
            return made;
        }

        /** The copy of an earlier run, until the directory itself has been read. */
        private void readKept() {
            cache.load(address).ifPresent(kept -> {
                try {
                    DirectoryDocument copy = DirectoryReader.read(kept.json());
                    lane.execute(() -> {
                        if (!stopped) {
                            document = Optional.of(copy);
                            status = status.with(copy, kept.asOf());
                            tell();
                            list();
                        }
                    });
                } catch (DirectoryException e) {
                    LOG.warn("The copy of a shared directory is no use: {}", e.getMessage());
                }
            });
        }

        /** Reads the directory itself, on the reading thread; what it returns is run on the lane. */
        private Runnable outcome(DirectorySource from) {
            try {
                Optional<Copy> copy = from.read();
                copy.ifPresent(changed -> cache.save(address, changed.json()));
                return () -> {
                    copy.map(Copy::document).ifPresent(changed -> document = Optional.of(changed));
                    status = copy.map(changed -> status.with(changed.document(), timers.instant()))
                            .orElseGet(() -> status.confirmed(timers.instant()))
                            .ended(Optional.empty());
                };
            } catch (DirectoryException e) {
                return () -> failedWith(e.problem());
            } catch (InterruptedException e) {
                return () -> status = status.ended(status.problem());
            } catch (RuntimeException e) {
                LOG.error("Reading a shared directory failed in a way it should not", e);
                return () -> failedWith(new DirectoryProblem(
                        DirectoryProblem.Kind.NOT_A_DIRECTORY,
                        "The directory could not be read because of a fault in this program."));
            }
        }

        private void failedWith(DirectoryProblem problem) {
            if (!status.problem().equals(Optional.of(problem))) {
                LOG.info("A shared directory could not be read: {}", problem.sentence());
            }
            status = status.ended(Optional.of(problem));
        }

        private void ended(DirectorySource from, Runnable outcome) {
            reading = null;
            if (stopped) {
                return;
            }
            outcome.run();
            Duration usual = from.pause();
            Duration pause = failed() && usual.compareTo(RETRY_PAUSE) > 0 ? RETRY_PAUSE : usual;
            next = timers.after(pause, lane, this::read);
            tell();
            list();
        }

        private void stop() {
            stopped = true;
            next.close();
            if (reading != null) {
                reading.interrupt();
            }
        }
    }
}
