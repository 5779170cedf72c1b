package com.levymaster.migrate.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which repeatables are applied, and with which content.
 *
 * @param checksums by name
 */
public record AppliedRepeatables(Map<String, String> checksums) {

    public static final AppliedRepeatables NONE = new AppliedRepeatables(Map.of());

    public AppliedRepeatables {
        checksums = Map.copyOf(checksums);
    }

    /** Those with these contents. */
    public static AppliedRepeatables of(Collection<RepeatableContent> contents) {
        return new AppliedRepeatables(
                contents.stream().collect(Collectors.toMap(RepeatableContent::name, RepeatableContent::checksum)));
    }

    /** Whether a repeatable is applied with this content. */
    public boolean has(RepeatableContent content) {
        String recorded = checksums.get(content.name());
        return recorded != null && (recorded.equals(content.checksum()) || recorded.equals(content.former()));
    }

    /** Those that are not applied, or with another content. */
    public List<Repeatable> missing(Repeatables wanted) {
        return wanted.all().stream().filter(each -> !has(each.content())).toList();
    }
}
