package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.Management;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a controller held under some names when it was asked: one question for each kind of entity. */
final class Holdings {

    /** Where to look. */
    record Place(EntityKind<?> kind, String name) {}

    private final Map<Place, Entity> entities = new HashMap<>();

    private Holdings() {}

    static Holdings at(Management management, Collection<Place> places) throws SetupException, InterruptedException {
        Map<EntityKind<?>, List<String>> names = new LinkedHashMap<>();
        for (Place place : places) {
            names.computeIfAbsent(place.kind(), _ -> new ArrayList<>()).add(place.name());
        }
        Holdings holdings = new Holdings();
        for (Map.Entry<EntityKind<?>, List<String>> kind : names.entrySet()) {
            for (Entity entity : management.findByName(kind.getKey(), kind.getValue())) {
                holdings.entities.put(new Place(kind.getKey(), entity.name()), entity);
            }
        }
        return holdings;
    }

    <E extends Entity> Optional<E> find(EntityKind<E> kind, String name) {
        return Optional.ofNullable(entities.get(new Place(kind, name))).map(kind.type()::cast);
    }

    /** All that was found of a kind. */
    List<Entity> all(EntityKind<?> kind) {
        return entities.entrySet().stream()
                .filter(found -> found.getKey().kind().equals(kind))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Entity::name))
                .toList();
    }

    Optional<String> idOfService(String service) {
        return find(EntityKind.SERVICE, service).map(Entity::id);
    }
}
