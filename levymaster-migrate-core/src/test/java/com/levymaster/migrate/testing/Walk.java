package com.levymaster.migrate.testing;

import com.levymaster.migrate.testing.ArchitecturePage.Hop;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A walk through the code: each hop enters a method that a class of an earlier hop calls. */
public record Walk(JavaClasses code, List<Hop> hops) {

    /**
     * The hops that the code does not have.
     *
     * @param entryPoints types that Spring, Hibernate or a callback calls
     */
    public List<String> brokenHops(Set<String> entryPoints) {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            Hop hop = hops.get(i);
            Set<String> earlier = hops.subList(0, i).stream().map(Hop::type).collect(Collectors.toSet());
            if (types(hop.type()).noneMatch(type -> declares(type, hop.method()))) {
                broken.add(hop + " does not exist");
            } else if (!entryPoints.contains(hop.type())
                    && types(hop.type()).noneMatch(t -> isCalled(t, hop, earlier))) {
                broken.add(hop + " is not called from an earlier hop");
            }
        }
        return broken;
    }

    private Stream<JavaClass> types(String simpleName) {
        return code.stream().filter(type -> type.getSimpleName().equals(simpleName));
    }

    private static boolean declares(JavaClass type, String method) {
        return type.getMethods().stream().anyMatch(m -> m.getName().equals(method));
    }

    private boolean isCalled(JavaClass target, Hop hop, Set<String> callers) {
        return code.stream()
                .filter(type -> callers.contains(outermost(type).getSimpleName()))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTarget() instanceof CodeUnitAccessTarget)
                .filter(access -> access.getName().equals(hop.method()))
                .map(JavaAccess::getTargetOwner)
                .anyMatch(owner -> target.isAssignableTo(owner.getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Walk::outermost).orElse(type);
    }
}
