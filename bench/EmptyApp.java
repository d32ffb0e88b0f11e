import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;

/** The least that a CDKTF program in Java can do: the floor under any synthesis. */
final class EmptyApp {

  public static void main(String[] args) {
    App app = new App(AppConfig.builder().outdir(args[0]).build());
    new TerraformStack(app, "empty");
    app.synth();
  }
}
