package com.levymaster.migrate.render;

/**
 * Lays out the file of a revision. A bean of this type replaces ours, for example to begin every file with a licence:
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

    RevisionTemplate DEFAULT = RevisionSource::text;

    /** The whole file, with a line end at its end. */
    String text(RevisionSource revision);
}
