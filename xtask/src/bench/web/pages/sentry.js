import { feedbackIntegration, init } from "@sentry/browser";

// The form as their manual opens it from a page's own code.
const feedback = feedbackIntegration({ autoInject: false, colorScheme: "light" });
init({ dsn: `http://key@${location.host}/1`, integrations: [feedback] });
feedback.createForm().then((form) => {
  form.appendToDom();
  form.open();
});
