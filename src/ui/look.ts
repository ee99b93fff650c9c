// The look as a whole: importing this file loads the fonts, the tokens and the base rules.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/literata/opsz.css';
import '@fontsource-variable/literata/opsz-italic.css';
import '@fontsource/ibm-plex-mono/400.css';
import './tokens.css';
import './base.css';
