package com.levymaster.migrate.autogenerate;

/**
 * A part of a mapped table that stays as it is, because the mapping states nothing about it.
 *
 * @param name such as {@code ix_name of county}, or {@code county.name}
 */
public record KeptPart(ComparedPart part, String name) {

    /** Such as {@code index ix_name of county}. */
    @Override
    public String toString() {
        return part.singular() + " " + name;
    }
}
