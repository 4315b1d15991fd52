import '../styles/index.css';
import I18NextVue from 'i18next-vue';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { openBridge } from '../bridge/open-bridge.ts';
import { connectionKey } from '../bridge/use-connection.ts';
import { kioskKey } from '../bridge/use-kiosk.ts';
import { createWords } from '../i18n/i18n.ts';
import App from './App.vue';

const { kiosk, connection } = openBridge(window);

createApp(App)
  .use(createPinia())
  .use(I18NextVue, { i18next: createWords() })
  .provide(kioskKey, kiosk)
  .provide(connectionKey, connection)
  .mount('#app');
