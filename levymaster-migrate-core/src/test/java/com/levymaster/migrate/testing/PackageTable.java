package com.levymaster.migrate.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;

/**
 * The packages of a module, in order: each uses only packages before it.
 *
 * @param packages relative to the root package; the empty name is the root package itself
 */
public record PackageTable(List<String> packages) {

    private static final String ROOT = "com.levymaster.migrate";

    /** So many public classes need no reason. */
    private static final int FEW = 3;

    private static final double SHARE = 0.4;

    /** The position of the package of a class; -1 if it is not in the table. */
    public int position(JavaClass type) {
        return packages.indexOf(relative(type.getPackageName()));
    }

    private static String relative(String name) {
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    public ArchCondition<JavaClass> useOnlyEarlierPackages() {
        return new ArchCondition<>("use only packages that are earlier in the table") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith(ROOT) && position(target) > position(origin)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    public ArchCondition<JavaClass> beListed() {
        return new ArchCondition<>("be in a package of the table") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                if (position(origin) < 0) {
                    events.add(SimpleConditionEvent.violated(
                            origin, origin.getName() + " is in a package that the table lacks"));
                }
            }
        };
    }

    /**
     * Public classes (not records, enums, annotations, interfaces or exceptions, which are values and contracts) are at
     * most 40 % of the types of a package, or at most three.
     *
     * @param exempt packages whose classes users call, with the reason
     */
    public ArchCondition<JavaPackage> havePublicOnlyWhatOthersNeed(Map<String, String> exempt) {
        return new ArchCondition<>("have few public classes") {
            @Override
            public void check(JavaPackage item, ConditionEvents events) {
                List<JavaClass> types = item.getClasses().stream()
                        .filter(type -> type.isTopLevelClass() && !type.isArray())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .toList();
                List<String> open = types.stream()
                        .filter(PackageTable::isPublicClass)
                        .map(JavaClass::getSimpleName)
                        .sorted()
                        .toList();
                boolean excessive = open.size() > FEW && open.size() > SHARE * types.size();
                if (excessive && !exempt.containsKey(relative(item.getName()))) {
                    events.add(SimpleConditionEvent.violated(
                            item,
                            item.getName() + " has " + open.size() + " public classes among " + types.size()
                                    + " types: " + open));
                }
            }
        };
    }

    private static boolean isPublicClass(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isInterface()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isAnnotation()
                && !type.isAssignableTo(Throwable.class);
    }
}
