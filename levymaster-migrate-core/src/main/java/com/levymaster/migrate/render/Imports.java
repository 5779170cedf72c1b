package com.levymaster.migrate.render;

import java.util.SortedSet;
import java.util.TreeSet;

/** Collects the imports of the source. */
final class Imports {

    private static final String ROOT = "com.levymaster.migrate.";

    private final SortedSet<String> statics = new TreeSet<>();
    private final SortedSet<String> types = new TreeSet<>();

    /** Imports a static method of {@code Types}. */
    String type(String method) {
        statics.add(ROOT + "Types." + method);
        return method;
    }

    /** Imports a static constant or method of a type of this library. */
    String member(String ownerInRoot, String name) {
        statics.add(ROOT + ownerInRoot + "." + name);
        return name;
    }

    /** Imports a type of this library, and returns its simple name. */
    String named(String typeInRoot) {
        types.add(ROOT + typeInRoot);
        return typeInRoot.substring(typeInRoot.lastIndexOf('.') + 1);
    }

    void java(String qualifiedName) {
        types.add(qualifiedName);
    }

    /** The import statements: static ones first, each kind by name. */
    String statements() {
        StringBuilder source = new StringBuilder();
        statics.forEach(name -> source.append("import static ").append(name).append(";\n"));
        source.append(statics.isEmpty() ? "" : "\n");
        types.forEach(name -> source.append("import ").append(name).append(";\n"));
        return source.toString();
    }
}
