package com.example;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.pop3.Pop3Server;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Drains an embedded mailbox, and fails if a mail is left in it. */
@SpringBootApplication
public class Consumer {

    private static final int MAILS = 3;

    @Bean
    RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("pop3x:127.0.0.1:{{mail.port}}?initialDelay=0").routeId("drain").log("${header.subject}");
            }
        };
    }

    public static void main(String[] arguments) throws Exception {
        Managers managers = new Managers();
        GreenMailUser alice = managers.getUserManager().createUser("alice@example.org", "alice", "secret");
        for (int i = 1; i <= MAILS; i++) {
            String mail = "From: bob@example.org\r\nSubject: mail " + i + "\r\n\r\ntext\r\n";
            alice.deliver(new MimeMessage(
                    (Session) null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
        }
        Pop3Server server = new Pop3Server(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3), managers);
        server.startService();
        if (!server.waitTillRunning(10_000)) {
            throw new IllegalStateException("the embedded server did not start");
        }
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Consumer.class)
                .properties(
                        "mail.port=" + server.getPort(),
                        "camel.component.pop3x.tls=none",
                        "camel.component.pop3x.username=alice",
                        "camel.component.pop3x.password=secret",
                        "camel.component.pop3x.delete=true")
                .run(arguments)) {
            NotifyBuilder done = new NotifyBuilder(application.getBean(CamelContext.class)).whenDone(MAILS).create();
            if (!done.matches(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the mails were not routed");
            }
        } finally {
            server.stopService();
        }
        int left = managers.getImapHostManager().getInbox(alice).getMessageCount();
        System.out.println("Left in the mailbox: " + left);
        if (left != 0) {
            throw new IllegalStateException(left + " mails were not deleted");
        }
    }
}
