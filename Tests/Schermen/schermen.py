"""Walks through the pages as a procesmanager, a dashboard and an auditor do, in headless Chromium.

    python schermen.py ADDRESS SCREENSHOTS SCHEMA

Every page is checked with axe, and for scrolling sideways on a screen of 320 points. What fails is said with the page it is on.
"""
import base64
import json
import pathlib
import sys

import axe_core_python
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait

ADDRESS, PICTURES, SCHEMA = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
PATIENCE = 240
FAMILIES = [json.loads((SCHEMA / f"Voorbeelden/Maastricht/familie-{name}.jsonl").read_text().split("\n")[0])["gezinId"]
            for name in "abc"]
FAMILY = FAMILIES[2]
APPROACH = "maastricht-integrale-aanpak"
DAY = "31-03-2014"
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"   FOUT: {what}", flush=True)


class Browser:
    """A browser with scripts or without."""

    def __init__(self, scripts=True):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=nl",
                         "--force-device-scale-factor=1", "--no-proxy-server", "--disable-background-networking"):
            options.add_argument(argument)
        options.set_capability("timeouts", {"pageLoad": PATIENCE * 1000, "script": PATIENCE * 1000})
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        self.scripts = scripts
        self.seen = set()
        self.wide()

    def wide(self, width=1280, height=900):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def open(self, path):
        self.driver.get(ADDRESS + path)
        return self

    def find(self, selector):
        return WebDriverWait(self.driver, PATIENCE).until(lambda d: d.find_element(By.CSS_SELECTOR, selector))

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def heading(self, text):
        WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException]).until(
            lambda d: d.find_element(By.CSS_SELECTOR, "h1").text == text,
            f"de kop {text!r} kwam niet; er staat {self.find('h1').text!r} op {self.driver.current_url}")

    def link(self, text):
        self.follow(WebDriverWait(self.driver, PATIENCE).until(lambda d: d.find_element(By.LINK_TEXT, text)))

    def follow(self, element, leaves=True):
        """Clicks by the keyboard: whatever can be done must be possible without a mouse.

        What leaves the page is done when the next one is there, whole.
        """
        page = self.find("html")
        element.send_keys(Keys.ENTER)
        if not leaves:
            return
        # A node of a page that is just going away is not stale to the driver yet, but an error of its own.
        WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException]).until(
            staleness_of(page), "de pagina bleef staan")
        WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException]).until(
            lambda d: d.execute_script("return document.readyState") == "complete", "de volgende pagina kwam niet")

    def button(self, text):
        self.follow(next(b for b in self.all("main button") if b.text.strip() == text))

    def fill(self, name, value):
        field = self.find(f"[name='{name}']")
        field.clear()
        field.send_keys(value)

    def choose(self, name, value):
        Select(self.find(f"[name='{name}']")).select_by_value(value)

    def picture(self, name, whole=True):
        if not self.scripts:
            return
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        height = min(size["height"], 4000) if whole else 900
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}})["data"]
        (PICTURES / f"{name}.png").write_bytes(base64.b64decode(data))

    def print(self, name):
        data = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
        (PICTURES / f"{name}.pdf").write_bytes(base64.b64decode(data))

    def inspect(self, name):
        """No fault that axe knows, and nothing beside the screen on a telephone."""
        check(self.find("html").get_attribute("lang") == "nl", f"{name}: geen taal")
        check(len(self.all("h1")) == 1, f"{name}: niet precies een kop")
        if not self.scripts:
            return
        if not self.driver.execute_script("return typeof axe !== 'undefined'"):
            self.driver.execute_script(AXE)
        result = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run({resultTypes: ['violations']}).then(done, e => done({error: String(e)}))")
        check("error" not in result, f"{name}: axe kon niet: {result.get('error')}")
        for violation in result.get("violations", []):
            for node in violation["nodes"][:3]:
                check(False, f"{name}: {violation['id']}: {node['html'][:200]} ({node['failureSummary'][:200]})")
        self.wide(320, 700)
        width = self.driver.execute_script("return document.documentElement.scrollWidth")
        check(width <= 320, f"{name}: op een smal scherm {width} breed")
        if name in ("gezinskaart", "toetsing", "vastleggen-fouten", "tijdlijn", "mijn-dag", "caseload"):
            self.picture(name + "-smal")
        self.wide()

    def sign_in(self, role, path="/"):
        self.open(path).heading("Inloggen")
        if role == "procesmanager":
            self.inspect("inloggen")
            self.picture("inloggen")
        self.find(f"input[name='rol'][value='{role}']").send_keys(Keys.SPACE)
        self.button("Inloggen")

    def quit(self):
        self.driver.quit()


def say(text):
    print(f"-- {text}", flush=True)


LISTS = {
    "mijn-dag": "Mijn dag", "werkvoorraad": "Werkvoorraad", "aanmeldingen": "Aanmeldingen en prioritering",
    "plan-te-laat": "Plan te laat", "stagnatie": "Stagnatie en opschalingen", "stilte": "Stilte",
    "mdo-agenda": "MDO-agenda", "nazorg": "Nazorg", "caseload": "Caseload en overdracht",
}


def wait_for_lists(browser):
    """The read models are built in the background: a list is there when it has the last position of the log."""
    def ready(driver):
        driver.get(f"{ADDRESS}/werkvoorraad?peildag={DAY}")
        foot = driver.find_elements(By.CSS_SELECTOR, ".grondslag")
        return foot and "nog niet verwerkt" not in foot[0].text and driver.find_elements(By.CSS_SELECTOR, "table.taken")
    WebDriverWait(browser.driver, PATIENCE, 1, ignored_exceptions=[WebDriverException]).until(
        ready, "de lijsten kwamen niet")


def every_list(browser):
    for path, heading in LISTS.items():
        browser.open(f"/{path}?peildag={DAY}").heading(heading)
        check(len(browser.all("nav.hoofd a[aria-current='page']")) == 1, f"{path}: niet een plaats in de navigatie")
        browser.inspect(path)
        browser.picture(path)
    browser.open("/werkvoorraad?peildag=31-02-2014&procesmanager=a+b").heading("Werkvoorraad")
    check(len(browser.all("[aria-invalid='true']")) == 2, "het filter zegt niet wat er fout is")
    check(browser.find("[name='procesmanager']").get_attribute("value") == "a b", "wat in het filter stond is weg")
    browser.inspect("werkvoorraad-fout")
    browser.picture("werkvoorraad-fout")


def my_day(browser):
    """From what is to be done to the form for it, and back."""
    browser.link("Mijn dag")
    browser.heading("Mijn dag")
    browser.fill("peildag", DAY)
    browser.button("Toon")
    browser.heading("Mijn dag")
    check("over tijd" in browser.find(".telling").text, "mijn dag zegt niet hoeveel er over tijd is")
    tasks = len(browser.all("table.taken tbody tr"))
    check(tasks > 3, f"maar {tasks} taken")
    proof = browser.find("table.taken a[href*='#g-']")
    anchor = proof.get_attribute("href").split("#")[1]
    browser.follow(proof)
    browser.heading("Tijdlijn")
    check(len(browser.all(f"#{anchor}")) == 1, "de aanleiding staat niet in de tijdlijn")
    browser.driver.back()
    browser.heading("Mijn dag")
    button = browser.find("table.taken a.knop")
    name = button.text.split("\n")[0]
    browser.follow(button)
    check(browser.find("h1").text.startswith("Vastleggen: "), f"de knop {name!r} leidt niet naar een formulier")
    browser.link("Mijn dag")
    browser.heading("Mijn dag")


def news(browser):
    """What someone else records is told on an open list, and the list stays as it is."""
    browser.open("/werkvoorraad").heading("Werkvoorraad")
    region = browser.find("#nieuws")
    check(region.text == "", "er is nieuws voor er iets gebeurde")
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.open(f"/gezinnen/{FAMILY}/vastleggen/SignaalOntvangen").heading("Vastleggen: Signaal ontvangen")
    Select(browser.find("[name='/gegevens/route']")).select_by_index(1)
    browser.button("Vastleggen")
    browser.heading("Tijdlijn")
    browser.driver.close()
    browser.driver.switch_to.window(first)
    # Seen or not: a tab behind another one is not shown, and asks when it is.
    WebDriverWait(browser.driver, PATIENCE).until(lambda d: "Er is iets nieuws" in d.find_element(By.ID, "nieuws").text)
    check(region.text.startswith("Er is iets nieuws"), "de lijst is vervangen")
    browser.inspect("nieuws")
    browser.picture("nieuws", whole=False)
    browser.link("Ververs deze bladzijde")
    browser.heading("Werkvoorraad")
    check(browser.find("#nieuws").text == "", "het nieuws bleef staan")


def teamleider(browser):
    browser.sign_in("team-procesmanagers")
    browser.heading("Werkvoorraad")
    browser.link("Caseload en overdracht")
    browser.heading("Caseload en overdracht")
    browser.fill("peildag", DAY)
    browser.button("Toon")
    browser.heading("Caseload en overdracht")
    person = browser.find("table.getallen tbody th a")
    name = person.text
    browser.follow(person)
    browser.heading("Werkvoorraad")
    check(browser.find("[name='procesmanager']").get_attribute("value") == name, "de lijst is niet van die persoon")
    check(browser.find("[name='peildag']").get_attribute("value") == DAY, "de peildag ging verloren")
    rows = browser.all("table.taken tbody tr")
    check(rows and all(name in row.text for row in rows), "de lijst heeft taken van een ander")
    overview(browser)


def procesmanager(browser):
    browser.sign_in("procesmanager")
    browser.heading("Mijn dag")
    wait_for_lists(browser)
    every_list(browser)
    my_day(browser)
    if browser.scripts:
        news(browser)
    browser.open("/mijn-dag").heading("Mijn dag")
    # The first thing that the keyboard reaches leads past the navigation.
    browser.find("body").send_keys(Keys.TAB)
    check(browser.driver.switch_to.active_element.text == "Naar de inhoud", "de eerste link slaat de navigatie niet over")
    browser.fill("gezin", FAMILY)
    browser.find("[name='gezin']").send_keys(Keys.ENTER)
    browser.heading("Gezinskaart")
    browser.inspect("gezinskaart")
    browser.picture("gezinskaart")
    if browser.scripts:
        browser.print("gezinskaart-mdo")
    browser.link("Toetsing")
    browser.heading("Toetsing")
    browser.fill("peildag", "31-03-2014")
    browser.button("Toon")
    browser.heading("Toetsing")
    check("peildag=31-03-2014" in browser.driver.current_url, "de peildag staat niet in het adres")
    check(browser.find("#peildag").get_attribute("value") == "31-03-2014", "de peildag staat niet in het veld")
    words = {element.text.strip() for element in browser.all(".oordeel .uitkomst strong")}
    check(words <= {"Voldoet", "Verbeterpunt", "Niet vastgesteld"} and len(words) == 3, f"uitkomsten: {words}")
    check(len(browser.all(".oordeel")) == 33, "niet 33 oordelen")
    browser.inspect("toetsing")
    browser.picture("toetsing")
    evidence = browser.find("article.oordeel .grond a[href*='#g-']")
    anchor = evidence.get_attribute("href").split("#")[1]
    browser.follow(evidence)
    browser.heading("Tijdlijn")
    check(len(browser.all(f"#{anchor}")) == 1, "het bewijs staat niet in de tijdlijn")
    browser.inspect("tijdlijn")
    browser.picture("tijdlijn")
    browser.link("Verloop")
    browser.heading("Verloop")
    browser.inspect("verloop")
    browser.picture("verloop")
    browser.link("MDO-blad")
    browser.heading("MDO-blad")
    browser.fill("peildag", DAY)
    browser.button("Toon")
    browser.heading("MDO-blad")
    browser.inspect("mdo-blad")
    browser.picture("mdo-blad")
    if browser.scripts:
        browser.print("mdo-blad")
    browser.link("Afsluiten")
    browser.heading("Afsluiten: controlelijst")
    browser.inspect("afsluiten")
    browser.picture("afsluiten")
    record(browser)


def overview(browser):
    """The table of Bijlage 1 over all families, and behind a figure precisely those that it counts."""
    browser.link("Aanpak-overzicht")
    browser.heading("Aanpak-overzicht")
    browser.inspect("aanpakken")
    browser.follow(browser.find(f"a[href='/aanpakken/{APPROACH}']"))
    browser.find(".tellingen")
    browser.inspect("overzicht")
    browser.picture("overzicht")
    check(len(browser.all(".tellingen tbody tr")) == 33, "niet 33 indicatoren")
    number = browser.find(".tellingen td a")
    count = int(number.text)
    browser.follow(number)
    browser.heading("Gezinnen")
    check(len(browser.all("main tbody tr")) == min(count, 100), f"{count} gezinnen geteld, andere getoond")
    # The three families of the inspection give the table that it printed.
    browser.open(f"/aanpakken/{APPROACH}?peildag=31-03-2014&gezinnen={','.join(FAMILIES)}")
    verdicts = [element.text.split()[0] for element in browser.all(".tellingen tbody tr .merkje")]
    check((verdicts.count("✓"), verdicts.count("X"), verdicts.count("–")) == (21, 10, 2), f"Bijlage 1: {verdicts}")
    browser.inspect("overzicht-selectie")
    browser.picture("overzicht-selectie")


def record(browser):
    browser.link("Vastleggen")
    browser.heading("Gebeurtenis vastleggen")
    browser.inspect("typekeuze")
    browser.picture("typekeuze")
    browser.link("Contact met gezin gelegd")
    browser.heading("Vastleggen: Contact met gezin gelegd")
    browser.inspect("vastleggen")
    browser.picture("vastleggen")
    browser.fill("/gebeurdOp", "31 februari")
    browser.button("Vastleggen")
    browser.find(".samenvatting")
    browser.heading("Vastleggen: Contact met gezin gelegd")
    check(browser.find("[name='/gebeurdOp']").get_attribute("value") == "31 februari", "wat getypt was is weg")
    browser.inspect("vastleggen-fouten")
    browser.picture("vastleggen-fouten")
    browser.follow(browser.find(".samenvatting a"), leaves=False)
    check(browser.driver.switch_to.active_element.get_attribute("name") == "/gebeurdOp",
          "de samenvatting leidt niet naar het veld")
    browser.fill("/gebeurdOp", "02-04-2014")
    for name in ("/gegevens/initiatief", "/gegevens/plaats"):
        select = Select(browser.find(f"[name='{name}']"))
        select.select_by_index(1)
    browser.button("Vastleggen")
    browser.heading("Tijdlijn")
    check("Vastgelegd: Contact met gezin gelegd van 02-04-2014" in browser.find(".melding").text, "geen ontvangstbewijs")
    browser.picture("vastgelegd", whole=False)


def dashboard(browser):
    browser.sign_in("dashboard", f"/gezinnen/{FAMILY}/toetsing?peildag=31-03-2014")
    browser.heading("Toetsing")
    check(len(browser.all(".oordeel")) == 33, "het dashboard ziet geen 33 oordelen")
    check(not browser.all("a[href*='#g-']"), "het dashboard krijgt links naar gebeurtenissen")
    browser.inspect("toetsing-dashboard")
    browser.open(f"/aanpakken/{APPROACH}").find(".tellingen")
    check(not browser.all(".tellingen td a"), "het dashboard krijgt links naar gezinnen")
    browser.inspect("overzicht-dashboard")
    browser.open(f"/gezinnen/{FAMILY}").heading("Niet bevoegd")
    browser.inspect("niet-bevoegd")
    browser.picture("niet-bevoegd")


def auditor(browser):
    browser.sign_in("auditor", f"/toezicht/{FAMILY}")
    browser.heading("Toezicht: replay")
    browser.button("Eerste")
    browser.heading("Toezicht: replay")
    WebDriverWait(browser.driver, PATIENCE).until(lambda d: "knop=1" in d.current_url)
    browser.button("Volgende")
    WebDriverWait(browser.driver, PATIENCE).until(lambda d: "knop=2" in d.current_url)
    check(browser.find("label[for='stap']").text.startswith("Stap 2 van "), "de replay staat niet op stap 2")
    slider = browser.find("#stap")
    for _ in range(8):
        slider.send_keys(Keys.ARROW_RIGHT)
    browser.button("Toon")
    WebDriverWait(browser.driver, PATIENCE).until(lambda d: "knop=" not in d.current_url)
    check(browser.find("label[for='stap']").text.startswith("Stap 10 van "), "de schuif staat niet op stap 10")
    browser.inspect("replay")
    browser.picture("replay")
    browser.find("#as-vastgelegd").send_keys(Keys.SPACE)
    browser.button("Laatste")
    WebDriverWait(browser.driver, PATIENCE).until(lambda d: "as=vastgelegd" in d.current_url)
    browser.inspect("replay-vastgelegd")
    browser.link("Verschil")
    browser.heading("Verschil")
    browser.inspect("verschil-leeg")
    browser.fill("van", "01-06-2013")
    browser.fill("tot", "31-03-2014")
    browser.button("Vergelijk")
    browser.find("h3")
    browser.inspect("verschil")
    browser.picture("verschil")
    own_verdict(browser)
    sample(browser)


def sample(browser):
    """A sample of families, drawn by its seed, for a toetsing."""
    browser.open(f"/toetsingen?aanpak={APPROACH}&peildag={DAY}&aantal=2&zaad=z7")
    browser.find("h1")
    check("z7" in browser.find("main").text, "het zaad van de steekproef staat er niet bij")
    browser.inspect("toetsingen")
    browser.picture("toetsingen")


def own_verdict(browser):
    """The auditor records a verdict of his own, and sees it beside the one that was worked out."""
    browser.open(f"/gezinnen/{FAMILY}/vastleggen/OordeelVastgelegd?indicator=T1.1.1")
    browser.heading("Vastleggen: Oordeel vastgelegd")
    check(browser.find("[name='/gegevens/indicator']").get_attribute("value") == "T1.1.1", "de indicator is niet ingevuld")
    browser.choose("/gegevens/uitkomst", "niet_vastgesteld")
    browser.fill("/gegevens/onderbouwing", "Verzonnen onderbouwing van een eigen oordeel.")
    browser.button("Vastleggen")
    browser.heading("Tijdlijn")
    browser.open(f"/gezinnen/{FAMILY}/toetsing").heading("Toetsing")
    check("Menselijk oordeel" in browser.find("#o-T1\\.1\\.1").text, "het eigen oordeel staat niet naast de berekening")
    browser.picture("toetsing-auditor", whole=False)


def every_form(browser):
    """The form of every type opens, and has no fault that axe knows."""
    browser.sign_in("beheerder", f"/gezinnen/{FAMILY}/vastleggen")
    browser.heading("Gebeurtenis vastleggen")
    links = [link.get_attribute("href") for link in browser.all(".typen a")]
    check(len(links) > 120, f"maar {len(links)} typen")
    for link in links:
        browser.driver.get(link)
        browser.inspect("formulier " + link.rsplit("/", 1)[1])
        if link.endswith(("EvaluatieGehouden", "NazorgAfspraakGemaakt")):
            browser.picture("formulier-" + link.rsplit("/", 1)[1])


def main():
    for scripts in (True, False):
        for path in (procesmanager, teamleider, dashboard, auditor) + ((every_form,) if scripts else ()):
            say(f"{path.__name__}, {'met' if scripts else 'zonder'} JavaScript")
            browser = Browser(scripts)
            try:
                path(browser)
            except Exception as error:
                (PICTURES / "mislukt.html").write_text(browser.driver.page_source)
                check(False, f"{path.__name__}: {type(error).__name__}: {error}")
            finally:
                browser.quit()
    print(f"{len(failures)} fouten" if failures else "Alle schermen zijn goed.", flush=True)
    sys.exit(1 if failures else 0)


main()
