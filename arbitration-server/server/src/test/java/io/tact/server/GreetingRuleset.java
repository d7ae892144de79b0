package io.tact.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A ruleset of one greeting by SMS, one a day. */
public final class GreetingRuleset {
    private GreetingRuleset() {}

    public static void write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("ruleset.yaml"), "name: greeting\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\n");
        Files.writeString(
                folder.resolve("catalogue.csv"),
                """
                campaign,offer,treatment,channel,direction,purpose,sender_class,value,prior,control_share,content
                HELLO,GREETING,GREETING/SMS,SMS,OUTBOUND,SERVICE,CVM,1.00,0.10,0,Hello
                """);
        Files.writeString(
                folder.resolve("caps.csv"),
                "id,level,window,length,max,counts\none-a-day,SUBSCRIBER,ROLLING,PT24H,1,ATTEMPTS\n");
    }
}
