package com.levymaster.migrate.render;

/**
 * Renders the file of a revision. A bean of this type replaces the default, for example to begin every file with a
 * licence:
 *
 * <pre>{@code
 * @Bean
 * RevisionTemplate revisionTemplate() {
 *     return revision -> LICENCE + RevisionTemplate.DEFAULT.text(revision);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RevisionTemplate {

    /** Renders {@link RevisionSource#text()} unchanged. */
    RevisionTemplate DEFAULT = RevisionSource::text;

    /** The source file, with a line break at the end. */
    String text(RevisionSource revision);
}
