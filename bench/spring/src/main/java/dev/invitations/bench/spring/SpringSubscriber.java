package dev.invitations.bench.spring;

import dev.invitations.bench.contender.Contender;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** As its guide has it. */
@SpringBootApplication(proxyBeanMethods = false)
class SpringSubscriber {

    public static void main(String[] args) {
        SpringApplication.run(SpringSubscriber.class, args);
    }

    @Bean
    Contender contender() {
        return Contender.join();
    }
}
