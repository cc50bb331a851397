// SPDX-License-Identifier: GPL-2.0
/*
 * A board with keys and lamps on the lines of a GPIO chip, as the overlays `gpio-key` and `gpio-led` make it on a Pi.
 *
 * There a device tree names the lines and the kernel's own drivers gpio-keys and leds-gpio do the rest. This machine
 * has no device tree, so the same two drivers are told by platform data. Only this file is ours; what turns a falling
 * line into an input event and a brightness into a level is the kernel's.
 *
 *     insmod luot_board.ko chip=pinctrl-bcm2711 base=512        keys: lines 17, 27 (low = pressed)   lamps: 22, 23
 */
#include <linux/gpio/machine.h>
#include <linux/gpio_keys.h>
#include <linux/input.h>
#include <linux/leds.h>
#include <linux/module.h>
#include <linux/platform_device.h>

static char *chip = "pinctrl-bcm2711";
module_param(chip, charp, 0444);
static int base;
module_param(base, int, 0444);

static struct gpio_keys_button keys[] = {
	{ .code = BTN_0, .active_low = 1, .desc = "call", .type = EV_KEY, .debounce_interval = 5 },
	{ .code = BTN_1, .active_low = 1, .desc = "recall", .type = EV_KEY, .debounce_interval = 5 },
};
static struct gpio_keys_platform_data key_data = {
	.buttons = keys, .nbuttons = ARRAY_SIZE(keys), .name = "luot-keys",
};

static struct gpio_led lamps[] = {
	{ .name = "counter1-red", .default_state = LEDS_GPIO_DEFSTATE_OFF },
	{ .name = "counter1-green", .default_state = LEDS_GPIO_DEFSTATE_OFF },
};
static struct gpio_led_platform_data lamp_data = { .leds = lamps, .num_leds = ARRAY_SIZE(lamps) };
static struct gpiod_lookup_table lamp_lines = {
	.dev_id = "leds-gpio",
	.table = {
		GPIO_LOOKUP_IDX(NULL, 22, NULL, 0, GPIO_ACTIVE_HIGH),
		GPIO_LOOKUP_IDX(NULL, 23, NULL, 1, GPIO_ACTIVE_HIGH),
		{ },
	},
};

static struct platform_device *key_board, *lamp_board;

static int __init board_init(void)
{
	keys[0].gpio = base + 17;
	keys[1].gpio = base + 27;
	lamp_lines.table[0].key = chip;
	lamp_lines.table[1].key = chip;
	gpiod_add_lookup_table(&lamp_lines);
	key_board = platform_device_register_data(NULL, "gpio-keys", PLATFORM_DEVID_NONE, &key_data, sizeof(key_data));
	lamp_board = platform_device_register_data(NULL, "leds-gpio", PLATFORM_DEVID_NONE, &lamp_data, sizeof(lamp_data));
	return PTR_ERR_OR_ZERO(key_board) ?: PTR_ERR_OR_ZERO(lamp_board);
}

static void __exit board_exit(void)
{
	platform_device_unregister(lamp_board);
	platform_device_unregister(key_board);
	gpiod_remove_lookup_table(&lamp_lines);
}

module_init(board_init);
module_exit(board_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Keys and lamps on a simulated GPIO chip");
