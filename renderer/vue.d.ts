// For eslint's type information only: vue-tsc reads the real components.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent;
  // eslint-disable-next-line no-restricted-syntax -- a component file has no other shape
  export default component;
}
