package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entities with their supertypes.
 *
 * @param entities by their names, in that order
 */
record EntityHierarchy(Map<String, MappedEntity> entities) {

    static EntityHierarchy of(List<MappedEntity> entities) {
        Map<String, MappedEntity> sorted = new LinkedHashMap<>();
        entities.stream()
                .sorted(Comparator.comparing(MappedEntity::name))
                .forEach(entity -> sorted.put(entity.name(), entity));
        return new EntityHierarchy(sorted);
    }

    /** The supertypes, the root first. */
    List<MappedEntity> ancestors(MappedEntity entity) {
        List<MappedEntity> ancestors = new ArrayList<>();
        MappedEntity at = entity.parent() == null ? null : entities.get(entity.parent());
        while (at != null && !ancestors.contains(at)) {
            ancestors.add(0, at);
            at = at.parent() == null ? null : entities.get(at.parent());
        }
        return ancestors;
    }

    /** Whether the entity has neither supertype nor subtypes. */
    boolean isAlone(MappedEntity entity) {
        return entity.parent() == null
                && entities.values().stream().noneMatch(other -> entity.name().equals(other.parent()));
    }

    /** Whether the column has an attribute of other entities of the hierarchy, and none of this one. */
    boolean isOfAnother(MappedEntity entity, String column) {
        List<MappedEntity> ancestors = ancestors(entity);
        MappedEntity root = ancestors.isEmpty() ? entity : ancestors.get(0);
        return !entity.columns().contains(column)
                && entities.values().stream()
                        .filter(other -> other.equals(root) || ancestors(other).contains(root))
                        .anyMatch(other -> other.columns().contains(column));
    }

    /** Whether one of the tables is, or would be, that of a subtype of the entity with the other: rows go along to it. */
    boolean joins(RenameCandidate candidate) {
        if (candidate.kind() != RenameCandidate.Kind.TABLE) {
            return false;
        }
        Set<ObjectName> tables = Set.of(candidate.table(), candidate.table().renamed(candidate.from()));
        return entities.values().stream()
                .filter(entity -> tables.contains(entity.table()))
                .anyMatch(entity -> ancestors(entity).stream()
                        .anyMatch(above ->
                                tables.contains(above.table()) && !above.table().equals(entity.table())));
    }
}
