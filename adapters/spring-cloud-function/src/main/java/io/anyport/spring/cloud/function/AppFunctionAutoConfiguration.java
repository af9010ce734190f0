package io.anyport.spring.cloud.function;

import io.anyport.App;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The function bean for the application that is a bean. */
@AutoConfiguration
class AppFunctionAutoConfiguration {

    /** The name of the bean, which {@code spring.cloud.function.definition} has unless it is set. */
    static final String NAME = "appFunction";

    /** Lazy: where another function was chosen, there may be no application, or several. */
    @Bean(NAME)
    @Lazy
    @ConditionalOnMissingBean(name = NAME)
    AppFunction appFunction(ObjectProvider<App> apps, ListableBeanFactory beans) {
        var app = apps.getIfUnique();
        if (app == null) {
            throw new IllegalStateException(missing(beans.getBeanNamesForType(App.class)));
        }
        return AppFunction.of(app);
    }

    private static String missing(String[] names) {
        return names.length == 0
                ? "there is no bean of type io.anyport.App: declare one, or name another function in"
                        + " spring.cloud.function.definition"
                : "there are " + names.length + " beans of type io.anyport.App (" + String.join(", ", names)
                        + "): mark one as @Primary, or declare a function bean for each, AppFunction.of(app), and name"
                        + " it in spring.cloud.function.definition";
    }
}
