package todo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.anyport.App;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows of the design, over the compiled classes: a target is seen by *Main and *Lambda classes, and by nobody else. */
final class ArchitectureTest {

    private static final ModuleDescriptor CORE = core();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("todo", "io.anyport");

    /** What core exports, read from its module descriptor: a new package counts from its first day. */
    private static final DescribedPredicate<JavaClass> PORTS = in(
            "the ports of core",
            CORE.exports().stream().map(ModuleDescriptor.Exports::source).collect(toSet()));

    private static final DescribedPredicate<JavaClass> HTTP = in("io.anyport.http", Set.of("io.anyport.http"));

    private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage("java..")
            .and(not(resideInAnyPackage("java.sql..")))
            .as("are the JDK without JDBC");

    private static final DescribedPredicate<JavaClass> APPLICATION = resideInAnyPackage("todo..")
            .and(not(named(".*(Main|Lambda|package-info)")))
            .as("are the application");

    private static final DescribedPredicate<JavaClass> BINDING = named("todo[.]TodoApp");

    private static final DescribedPredicate<JavaClass> INSIDE_CORE = in("core", CORE.packages());

    /** All but the contracts, which are tests: there the targets meet. */
    private static final DescribedPredicate<JavaClass> ADAPTER = resideInAnyPackage("io.anyport..")
            .and(not(INSIDE_CORE.or(resideInAnyPackage("io.anyport.junit.."))))
            .as("adapters");

    private static final DescribedPredicate<JavaClass> ANNOTATION = resideInAnyPackage("org.jspecify.annotations");

    @Test
    void theApplicationSeesTheJdkAndThePorts() {
        classes()
                .that(APPLICATION)
                .should()
                .onlyDependOnClassesThat(JDK.or(ANNOTATION)
                        .or(PORTS)
                        .or(APPLICATION)
                        .as("are the application, the ports, or the JDK without JDBC"))
                .because(
                        "it has to run on every target: take a port of core, and hand the adapter in from a *Main class")
                .check(CLASSES);
    }

    @Test
    void logicSeesNoHttp() {
        classes()
                .that(APPLICATION.and(not(BINDING)).as("are logic"))
                .should()
                .onlyDependOnClassesThat(not(HTTP.or(BINDING)).as("are not HTTP, nor TodoApp"))
                .because("only TodoApp knows whether a route, a queue or a schedule is behind it")
                .check(CLASSES);
    }

    @Test
    void adaptersDoNotSeeEachOther() {
        slices().matching("io.anyport.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(ADAPTER, INSIDE_CORE)
                .because("an adapter is core and one vendor library; what two of them share is a port")
                .check(CLASSES.that(ADAPTER));
    }

    @Test
    void everyAdapterIsLookedAt() {
        assertEquals(
                Set.of(
                        "dynamodb",
                        "jackson",
                        "jdbc",
                        "lambda",
                        "memory",
                        "micrometer",
                        "opentelemetry",
                        "slf4j",
                        "undertow"),
                CLASSES.that(ADAPTER).stream()
                        .map(type -> type.getPackageName().split("[.]", -1)[2])
                        .collect(toSet()),
                "a new adapter becomes a dependency of the example and an entry here");
    }

    private static DescribedPredicate<JavaClass> in(String description, Set<String> packages) {
        return describe(description, type -> packages.contains(type.getPackageName()));
    }

    /** Nested classes are named after the outermost one. */
    private static DescribedPredicate<JavaClass> named(String pattern) {
        return describe(pattern, type -> type.getName().split("[$]", -1)[0].matches(pattern));
    }

    private static ModuleDescriptor core() {
        try {
            var place = Path.of(App.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return ModuleFinder.of(place).find("io.anyport").orElseThrow().descriptor();
        } catch (URISyntaxException e) {
            throw new AssertionError("not a place", e);
        }
    }
}
