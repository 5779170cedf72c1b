package com.levymaster.migrate.flyway;

import com.levymaster.migrate.revision.RevisionHeader;

/**
 * The source of a revision that runs a Java migration of Flyway.
 *
 * @param header of the revision
 * @param migration the name of the class that it runs
 * @param recorded whether Flyway has run it on the adopted database
 */
record FlywayJavaSource(RevisionHeader header, String migration, boolean recorded) {

    /** Unique as the id is. */
    String className() {
        return "R" + words(header.id()) + (header.message().isBlank() ? "" : "_" + words(header.message()));
    }

    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }

    String text(String packageName) {
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + "import com.levymaster.migrate.Migration;\n"
                + "import com.levymaster.migrate.Revision;\n"
                + "import com.levymaster.migrate.flyway.FlywayMigrations;\n"
                + "import com.levymaster.migrate.op.Operations;\n\n"
                + "@Revision(\n        id = \"" + header.id() + "\",\n"
                + (header.isBase()
                        ? ""
                        : "        downRevision = \"" + header.down().get(0) + "\",\n")
                + "        message = \""
                + header.displayMessage().replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                + (recorded ? ",\n        adopted = true" : "") + ")\n"
                + "class " + className() + " implements Migration {\n\n"
                + "    @Override\n    public void upgrade(Operations op) {\n"
                + "        FlywayMigrations.run(op, new " + migration + "());\n    }\n\n"
                + "    @Override\n    public void downgrade(Operations op) {\n"
                + "        op.irreversible(\"the Java migration " + migration + " has no way back\");\n    }\n}\n";
    }
}
