// The same application with React 18: `REACT` is the folder it is installed in.
const own = process.env.REACT;

export default {
  base: "./",
  resolve: { alias: own ? { "react-dom": own + "/react-dom", react: own + "/react" } : {} },
};
