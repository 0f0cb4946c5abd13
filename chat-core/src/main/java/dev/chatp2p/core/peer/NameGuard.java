package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.Confusables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whom somebody could be mistaken for: of the people we know, and ourselves, those whose identity or display name looks
 * like theirs ({@link Confusables}). Follows the contacts by itself. Thread-safe; a question takes some microseconds, however
 * many people there are.
 */
public final class NameGuard implements AutoCloseable {

    /** Most people named in an answer. */
    public static final int MAX_ANSWER = 8;

    private final Supplier<Optional<PeerId>> self;
    private final Subscription changes;

    /** Who has a skeleton. Guarded by this. */
    private final Map<String, Set<PeerId>> people = new HashMap<>();

    /** The skeletons of each person we know. Guarded by this. */
    private final Map<PeerId, Set<String>> skeletons = new HashMap<>();

    /** @param self who we are, as soon as that is known */
    public NameGuard(ContactService contacts, Supplier<Optional<PeerId>> self) {
        this.self = self;
        this.changes = contacts.observe(this::changed);
    }

    /**
     * Whom they could be mistaken for, ourselves first; at most {@value #MAX_ANSWER}, often nobody.
     *
     * @param who as it shows, known or not
     */
    public List<PeerId> couldBeMistakenFor(Contact who) {
        Set<String> looks = looks(who);
        Optional<PeerId> ourselves =
                self.get().filter(us -> !us.equals(who.id()) && looks(us.name()).anyMatch(looks::contains));
        return Stream.concat(ourselves.stream(), alike(who.id(), looks))
                .distinct()
                .limit(MAX_ANSWER)
                .toList();
    }

    private synchronized Stream<PeerId> alike(PeerId id, Set<String> looks) {
        return looks.stream()
                .flatMap(look -> people.getOrDefault(look, Set.of()).stream()
                        .filter(other -> !other.equals(id))
                        .limit(MAX_ANSWER))
                .toList()
                .stream();
    }

    private void changed(Contact contact) {
        Set<String> next = contact.known() ? looks(contact) : Set.of();
        synchronized (this) {
            Set<String> before =
                    Optional.ofNullable(skeletons.remove(contact.id())).orElse(Set.of());
            before.forEach(look -> people.computeIfPresent(look, (key, those) -> {
                those.remove(contact.id());
                return those.isEmpty() ? null : those;
            }));
            if (!next.isEmpty()) {
                skeletons.put(contact.id(), next);
                next.forEach(look -> people.computeIfAbsent(look, key -> new LinkedHashSet<>())
                        .add(contact.id()));
            }
        }
    }

    private static Set<String> looks(Contact contact) {
        return Stream.concat(looks(contact.id().name()), looks(contact.displayName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Both skeletons, apart from each other; none of a name that comes down to nothing. */
    private static Stream<String> looks(String name) {
        return Stream.of("=" + Confusables.skeleton(name), "~" + Confusables.caselessSkeleton(name))
                .filter(look -> look.length() > 1);
    }

    /** Follows the contacts no longer. */
    @Override
    public void close() {
        changes.close();
    }
}
