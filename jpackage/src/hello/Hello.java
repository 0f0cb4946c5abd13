import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/** The least a JavaFX window can be: what jpackage/measure compares the start of the chat with. */
public final class Hello extends Application {

    public static void main(String[] args) {
        launch(args);
    }

    @Override
    public void start(Stage stage) {
        Scene scene = new Scene(new Label("Hello"), 900, 600);
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                System.out.println(System.currentTimeMillis());
                if (getParameters().getRaw().contains("--leave")) {
                    stage.close();
                }
            }
        });
        stage.setScene(scene);
        stage.show();
    }
}
