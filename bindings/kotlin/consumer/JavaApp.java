import java.util.List;
import org.presend.AttachmentScanner;
import org.presend.Blocking;
import org.presend.KnownSet;
import org.presend.ScanInput;
import org.presend.TestKit;

/** An app in Java: a picture of the test kit, looked up in the demo set. */
public final class JavaApp {
    public static void main(String[] words) throws InterruptedException {
        try (AttachmentScanner scanner = new AttachmentScanner(List.of(KnownSet.demo()))) {
            byte[] picture = TestKit.getPictures().get(0).getFile();
            System.out.println(Blocking.scan(scanner, new ScanInput.Bytes(picture)).explain());
        }
    }
}
