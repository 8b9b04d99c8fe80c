package dev.banyan.kit.web;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Problem answers, their description, and the clock. Comes first, for then Spring Boot adds no problem answers of its own. */
@AutoConfiguration(before = WebMvcAutoConfiguration.class)
@Import({Problems.class, ProblemAnswers.class})
class WebKit {

    /** Local wall time, as the DATETIME columns keep it. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }
}
